package dev.faultline.maven;

import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/**
 * Catches the flawed strategies of the gallery on this machine, and prints for each the law that it breaks, how many executions and milliseconds it
 * took to meet that, and the size of the smallest counterexample. One that is not caught fails the build.
 */
@Mojo(
        name = "selftest",
        requiresDependencyResolution = ResolutionScope.TEST,
        requiresProject = false,
        threadSafe = true)
public final class SelfTestMojo extends FaultlineMojo {

    /** Names of flawed strategies, separated by commas; see docs/gallery.md. Not given: all of them. */
    @Parameter(property = "faultline.strategies")
    private @Nullable String strategies;

    /** As of the goal {@code verify}. */
    @Parameter(property = "faultline.seed")
    private @Nullable String seed;

    /** What looking for each may cost at the most: a time such as {@code 10s}, or {@code 50000 executions}. Not given: 10s. */
    @Parameter(property = "faultline.budget")
    private @Nullable String budget;

    /** As of the goal {@code verify}. */
    @Parameter(property = "faultline.threads")
    private @Nullable String threads;

    @Inject
    SelfTestMojo(MavenSession session, MojoExecution execution, ToolchainManager toolchains) {
        super(session, execution, toolchains);
    }

    @Override
    Request request() {
        return new Request("selftest")
                .with("strategies", strategies)
                .with("seed", seed)
                .with("budget", budget)
                .with("threads", threads);
    }

    @Override
    void onViolation(String message) throws MojoFailureException {
        throw new MojoFailureException("A flawed strategy was not caught: the table is above.");
    }
}
