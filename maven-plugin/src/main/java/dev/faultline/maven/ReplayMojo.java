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
 * Runs one counterexample again, step by step as it was found, and fails as it did. A file that cannot be read, or a strategy that
 * now takes another path, is an error that names the line or the step.
 */
@Mojo(name = "replay", requiresDependencyResolution = ResolutionScope.TEST, requiresProject = false, threadSafe = true)
public final class ReplayMojo extends FaultlineMojo {

    /** The file of a counterexample, which must be given; relative to where Maven was started: {@code target/faultline/linux-2.4.faultline}. */
    @Parameter(property = "faultline.replay")
    private @Nullable String replay;

    /** Time, such as {@code 5s}, after which a strategy that takes no step, in a loop or on a lock of its own, is called stuck. */
    @Parameter(property = "faultline.stuckAfter")
    private @Nullable String stuckAfter;

    @Inject
    ReplayMojo(MavenSession session, MojoExecution execution, ToolchainManager toolchains) {
        super(session, execution, toolchains);
    }

    @Override
    Request request() {
        return new Request("replay").with("replay", replay).with("stuckAfter", stuckAfter);
    }

    @Override
    void onViolation(String message) throws MojoFailureException {
        throw new MojoFailureException(message);
    }
}
