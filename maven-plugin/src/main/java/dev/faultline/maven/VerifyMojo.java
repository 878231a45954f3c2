package dev.faultline.maven;

import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/**
 * Verifies copy strategies: the project's own, or those that are shipped when it has none. Each runs under generated programs, in
 * controlled interleavings, until its budget is spent or a law is broken; a violation fails the build, with the smallest
 * counterexample in the report.
 *
 * <p>Named on the command line in a build of many modules, it runs once, in the first; a candidate in a module is verified by
 * {@code -pl} and that module, or by binding the goal in its POM.
 */
@Mojo(
        name = "verify",
        defaultPhase = LifecyclePhase.VERIFY,
        requiresDependencyResolution = ResolutionScope.TEST,
        requiresProject = false,
        threadSafe = true)
public final class VerifyMojo extends JudgingMojo {

    /**
     * Names of the strategies and VM policies to verify, separated by commas, for example {@code linux-2.4,linux-6}; see the goal
     * {@code list}. A policy is verified with the strategy that stands there, or with another as {@code policy+strategy}. Not given:
     * the project's own, or those shipped as sound when it has none.
     */
    @Parameter(property = "faultline.strategies")
    private @Nullable String strategies;

    /** Number from which all programs and interleavings follow: with the same one, the same are run. Not given: 1. */
    @Parameter(property = "faultline.seed")
    private @Nullable String seed;

    /**
     * {@code sample} runs generated programs; {@code exhaustive} runs every interleaving of every program within {@code faultline.bounds}, and can say
     * EXHAUSTIVE. Not given: sample.
     */
    @Parameter(property = "faultline.mode")
    private @Nullable String mode;

    /**
     * In exhaustive mode how large a program may be, altogether: {@code tasks=2,operations=2,pages=2,files=2}. A part that is left out is as here;
     * at the most 3 tasks, 3 operations, 2 pages, 2 files.
     */
    @Parameter(property = "faultline.bounds")
    private @Nullable String bounds;

    /**
     * The file from which an exhaustive verification that ended early is gone on with; strategy, mode and bounds are in it. Such a file is written into the
     * report directory while one runs, as the strategy's name with {@code .checkpoint} behind it.
     */
    @Parameter(property = "faultline.checkpoint")
    private @Nullable String checkpoint;

    /**
     * The file with the one program to verify with, instead of generated ones: in the language of docs/scenario.md, or a log of operations of fsx
     * ({@code --record-ops}), or a counterexample. It is run under one schedule after the other, in exhaustive mode in every interleaving.
     */
    @Parameter(property = "faultline.scenario")
    private @Nullable String scenario;

    /** Where {@code faultline.scenario} is a log of fsx, over how many tasks its operations are dealt out, in turn. Not given: 1. */
    @Parameter(property = "faultline.fsxTasks")
    private @Nullable String fsxTasks;

    /** Bytes of a page of the machine onto which a page of the log is scaled; with 4096 nothing is. Not given: 8. */
    @Parameter(property = "faultline.fsxPage")
    private @Nullable String fsxPage;

    /** Bytes of a page in the log. Not given: 4096, or the least power of two above with which the log fits into the machine. */
    @Parameter(property = "faultline.fsxLogPage")
    private @Nullable String fsxLogPage;

    /**
     * Operations of the log to leave out, separated by commas, for example {@code punch_hole,zero_range}; {@code all} for all that the machine does not
     * have. Not given: none, and such an operation is an error.
     */
    @Parameter(property = "faultline.fsxSkip")
    private @Nullable String fsxSkip;

    /** The lines of the log to take, for example {@code 941-1000}. Not given: all. */
    @Parameter(property = "faultline.fsxLines")
    private @Nullable String fsxLines;

    /**
     * What each strategy may cost: a time such as {@code 10s} or {@code 2m}, or {@code 50000 executions}. Not given: 10s, and in exhaustive mode as much
     * as it takes. There at least one program is finished, whatever the budget.
     */
    @Parameter(property = "faultline.budget")
    private @Nullable String budget;

    /** How many threads explore. Not given: one for each processor. */
    @Parameter(property = "faultline.threads")
    private @Nullable String threads;

    /**
     * Share of the executions that are run twice and compared step by step, such as {@code 1%} or {@code 100%}, since a strategy that does not do the
     * same thing twice cannot be verified. Not given: 1%.
     */
    @Parameter(property = "faultline.runTwice")
    private @Nullable String runTwice;

    @Inject
    VerifyMojo(MavenSession session, MojoExecution execution, ToolchainManager toolchains) {
        super(session, execution, toolchains);
    }

    @Override
    Request request() {
        return request("verify")
                .with("strategies", strategies)
                .with("seed", seed)
                .with("mode", mode)
                .with("bounds", bounds)
                .with("checkpoint", checkpoint)
                .with("scenario", scenario)
                .with("fsxTasks", fsxTasks)
                .with("fsxPage", fsxPage)
                .with("fsxLogPage", fsxLogPage)
                .with("fsxSkip", fsxSkip)
                .with("fsxLines", fsxLines)
                .with("budget", budget)
                .with("threads", threads)
                .with("runTwice", runTwice);
    }
}
