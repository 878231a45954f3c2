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
 * Makes a program in C of a counterexample, or of a scenario: with threads, processes, mappings and system calls in the order of the run as far as user
 * space can force it. It prints what a real kernel does, and where that is something else than on the machine.
 */
@Mojo(name = "export", requiresDependencyResolution = ResolutionScope.TEST, requiresProject = false, threadSafe = true)
public final class ExportMojo extends FaultlineMojo {

    /** The file of a counterexample, relative to where Maven was started: {@code target/faultline/linux-2.4.faultline}. This or a scenario must be given. */
    @Parameter(property = "faultline.replay")
    private @Nullable String replay;

    /** The file with a scenario, or a log of fsx; see the goal {@code verify}. Its operations follow each other, the tasks in turn. */
    @Parameter(property = "faultline.scenario")
    private @Nullable String scenario;

    /** Name of the strategy under which the scenario is run on the machine, to tell where a real kernel does otherwise. Not given: linux-6. */
    @Parameter(property = "faultline.strategies")
    private @Nullable String strategies;

    /** The file to write, relative to where Maven was started. Not given: one in the report directory, named like what is exported. */
    @Parameter(property = "faultline.output")
    private @Nullable String output;

    /** Time, such as {@code 5s}, after which a strategy that takes no step is called stuck. Not given: 5s. */
    @Parameter(property = "faultline.stuckAfter")
    private @Nullable String stuckAfter;

    /** As of the goal {@code verify}. */
    @Parameter(property = "faultline.fsxTasks")
    private @Nullable String fsxTasks;

    /** As of the goal {@code verify}. */
    @Parameter(property = "faultline.fsxPage")
    private @Nullable String fsxPage;

    /** As of the goal {@code verify}. */
    @Parameter(property = "faultline.fsxLogPage")
    private @Nullable String fsxLogPage;

    /** As of the goal {@code verify}. */
    @Parameter(property = "faultline.fsxSkip")
    private @Nullable String fsxSkip;

    /** As of the goal {@code verify}. */
    @Parameter(property = "faultline.fsxLines")
    private @Nullable String fsxLines;

    @Inject
    ExportMojo(MavenSession session, MojoExecution execution, ToolchainManager toolchains) {
        super(session, execution, toolchains);
    }

    @Override
    void check() throws MojoExecutionException {
        if (replay != null) {
            modules().checkOwner(replay);
        }
    }

    @Override
    Request request() {
        return new Request("export")
                .with("replay", replay)
                .with("scenario", scenario)
                .with("strategies", strategies)
                .with("output", output)
                .with("stuckAfter", stuckAfter)
                .with("fsxTasks", fsxTasks)
                .with("fsxPage", fsxPage)
                .with("fsxLogPage", fsxLogPage)
                .with("fsxSkip", fsxSkip)
                .with("fsxLines", fsxLines);
    }

    /** No strategy is judged here. */
    @Override
    void onViolation(String message) {}
}
