package dev.faultline.maven;

import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/**
 * Runs one counterexample again, step by step as it was found, and fails as it did. A file that cannot be read, or a strategy that
 * now takes another path, is an error that names the line or the step.
 *
 * <p>In a build of many modules, the strategy's module is named by {@code -pl}, as the report of its failure shows.
 */
@Mojo(name = "replay", requiresDependencyResolution = ResolutionScope.TEST, requiresProject = false, threadSafe = true)
public final class ReplayMojo extends JudgingMojo {

    /** The file of a counterexample, which must be given; relative to where Maven was started: {@code target/faultline/linux-2.4.faultline}. */
    @Parameter(property = "faultline.replay")
    private @Nullable String replay;

    @Inject
    ReplayMojo(MavenSession session, MojoExecution execution, ToolchainManager toolchains) {
        super(session, execution, toolchains);
    }

    @Override
    void check() throws MojoExecutionException {
        super.check();
        if (replay != null) {
            modules().checkOwner(replay);
        }
    }

    @Override
    Request request() {
        return request("replay").with("replay", replay);
    }
}
