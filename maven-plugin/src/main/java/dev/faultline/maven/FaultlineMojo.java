package dev.faultline.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/** What the goals share: where the worker runs, on what JDK, with what class path. A goal adds its name and its options. */
abstract class FaultlineMojo extends AbstractMojo {

    private final MavenSession session;
    private final MojoExecution execution;
    private final ToolchainManager toolchains;

    /** {@code true} does nothing. */
    @Parameter(property = "faultline.skip", defaultValue = "false")
    private @Nullable String skip;

    /** Where reports, counterexamples and the worker's log go. Not given: {@code faultline} in the build directory. */
    @Parameter(property = "faultline.reportDirectory")
    private @Nullable File reportDirectory;

    /** Arguments for the worker's JVM, separated by spaces, quotes allowed: {@code -Xmx2g "-Dname=a b"}. */
    @Parameter(property = "faultline.jvmArgs")
    private @Nullable String jvmArgs;

    /** Home of the JDK that the worker runs on. Not given: that of a toolchain, or the newest found on this machine if it is 21 or later. */
    @Parameter(property = "faultline.jdk")
    private @Nullable File jdk;

    FaultlineMojo(MavenSession session, MojoExecution execution, ToolchainManager toolchains) {
        this.session = session;
        this.execution = execution;
        this.toolchains = toolchains;
    }

    /** The request of this goal, with the options that it has. */
    abstract Request request();

    /** Turns a violation into this goal's kind of failure, or none. */
    abstract void onViolation(String message) throws MojoExecutionException, MojoFailureException;

    /** Reads the parameters that are the plugin's alone, so that a bad one is known before anything runs. */
    void check() throws MojoExecutionException {}

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        boolean skipped = Switch.parse("faultline.skip", skip, false);
        checkNames();
        check();
        if (skipped) {
            getLog().info("Skipped, as faultline.skip says.");
            return;
        }
        Path reports = reports();
        if (run(reports) == WorkerEnd.VIOLATION) {
            onViolation("A strategy broke its guarantee, or there is no verdict: the report is above, and in " + reports
                    + ".");
        }
    }

    private void checkNames() throws MojoExecutionException {
        ParameterNames names = ParameterNames.of(execution);
        names.check(session.getUserProperties().stringPropertyNames());
        names.checkElements(execution.getPlugin().getConfiguration());
        for (PluginExecution bound : execution.getPlugin().getExecutions()) {
            names.checkElements(bound.getConfiguration());
        }
    }

    private MavenProject project() {
        return session.getCurrentProject();
    }

    private WorkerEnd run(Path reports) throws MojoExecutionException {
        boolean terminal = Terminal.isPresent(session.getRequest().isInteractiveMode());
        List<String> jvmArguments = Arguments.split(jvmArgs);
        ClassPath classPath =
                ClassPath.of(pluginArtifacts(), outputs(project()), project().getArtifacts());
        Request request = request()
                .with("reportDirectory", reports.toString())
                .with("baseDirectory", session.getExecutionRootDirectory())
                .with("module", modules().current())
                .with("projectClasses", classPath.projectClasses())
                .with("terminal", Boolean.toString(terminal));
        Path java = java();
        getLog().debug("Worker: " + java + " with class path " + classPath.elements() + ", asked " + request.entries());
        Worker worker = new Worker(java, jvmArguments, classPath, directory());
        ProgressPrinter printer = new ProgressPrinter(System.out, terminal, getLog()::info, System::nanoTime);
        return worker.run(request, reports.resolve("worker.log"), printer);
    }

    final Modules modules() {
        return Modules.of(session);
    }

    private Path java() throws MojoExecutionException {
        if (jdk != null) {
            Path home = directory().resolve(jdk.toPath());
            return Jdk.at(home)
                    .orElseThrow(() -> new MojoExecutionException("faultline.jdk is '" + jdk
                            + "': there is no JDK there; expected its home, with bin and release in it."))
                    .launcher();
        }
        @Nullable Toolchain toolchain = toolchains.getToolchainFromBuildContext("jdk", session);
        @Nullable String java = toolchain == null ? null : toolchain.findTool("java");
        return java == null ? JdkFinder.ofThisMachine().newest().launcher() : Path.of(java);
    }

    /** In a folder without a project Maven makes one up, whose paths lead nowhere: then the folder stands for it. */
    private Path directory() {
        File base = project().getBasedir();
        return base == null ? Path.of(session.getExecutionRootDirectory()) : base.toPath();
    }

    private Path reports() {
        if (reportDirectory != null) {
            return directory().resolve(reportDirectory.toPath());
        }
        boolean made = project().getBasedir() == null;
        Path build = made
                ? directory().resolve("target")
                : Path.of(project().getBuild().getDirectory());
        return build.resolve("faultline");
    }

    private List<Artifact> pluginArtifacts() {
        return execution.getMojoDescriptor().getPluginDescriptor().getArtifacts();
    }

    private static List<Path> outputs(MavenProject project) {
        if (project.getBasedir() == null) {
            return List.of();
        }
        return List.of(
                Path.of(project.getBuild().getTestOutputDirectory()),
                Path.of(project.getBuild().getOutputDirectory()));
    }
}
