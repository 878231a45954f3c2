package dev.faultline.maven;

import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/** A goal that runs strategies, and fails the build for what they do. */
abstract class JudgingMojo extends FaultlineMojo {

    /** Time, such as {@code 5s}, after which a strategy that takes no step, in a loop or on a lock of its own, is called stuck. Not given: 5s. */
    @Parameter(property = "faultline.stuckAfter")
    private @Nullable String stuckAfter;

    /** Whether a violation, found or replayed, fails the build; {@code false} only warns. */
    @Parameter(property = "faultline.failOnViolation", defaultValue = "true")
    private @Nullable String failOnViolation;

    JudgingMojo(MavenSession session, MojoExecution execution, ToolchainManager toolchains) {
        super(session, execution, toolchains);
    }

    /** The request for {@code goal}, with what all goals of this kind can be told. */
    final Request request(String goal) {
        return new Request(goal).with("stuckAfter", stuckAfter);
    }

    @Override
    void check() throws MojoExecutionException {
        failsOnViolation();
    }

    @Override
    final void onViolation(String message) throws MojoExecutionException, MojoFailureException {
        if (failsOnViolation()) {
            throw new MojoFailureException(message);
        }
        getLog().warn(message);
    }

    private boolean failsOnViolation() throws MojoExecutionException {
        return Switch.parse("faultline.failOnViolation", failOnViolation, true);
    }
}
