package dev.faultline.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class WorkerTest {

    @TempDir
    private Path directory;

    private Path log;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void name() {
        log = directory.resolve("reports/worker.log");
    }

    @Test
    void printsTheReportAndKeepsTheRestInTheLog() throws MojoExecutionException {
        WorkerEnd end = run(
                request(0, "@report all passed\n@done\nchatter of a candidate").with("complains", "a warning"));

        assertThat(end).isEqualTo(WorkerEnd.FINE);
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("all passed\n");
        assertThat(log).content().contains("chatter of a candidate").contains("a warning");
    }

    @Test
    void reportsInAnyLanguage() throws MojoExecutionException {
        run(request(0, "@report größe ─ ∥\n@done"));

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("größe ─ ∥\n");
    }

    @Test
    void foundAViolation() throws MojoExecutionException {
        assertThat(run(request(1, "@report deadlock\n@done"))).isEqualTo(WorkerEnd.VIOLATION);
    }

    @Test
    void refusesABadRequestInItsOwnWords() {
        assertThatThrownBy(() -> run(request(2, "@error budget must be a time or a number of executions: soon")))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("budget must be a time or a number of executions: soon");
    }

    @Test
    void namesTheLogAndItsEndWhenItBreaks() {
        assertThatThrownBy(() -> run(request(3, "").with("complains", "java.lang.OutOfMemoryError")))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("exit code 3")
                .hasMessageContaining(log.toString())
                .hasMessageContaining("java.lang.OutOfMemoryError");
    }

    @Test
    void aStrategyThatHaltsTheJvmIsNamedWithThoseThatCameTooLate() {
        assertThatThrownBy(() -> run(request(0, "@plan a b c d\n@begin a\n@report a passed\n@begin b")))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith(
                        "The worker ended with exit code 0 in the middle of b, which calls Runtime.halt or"
                                + " breaks the JVM. Not verified: c, d.");
    }

    @Test
    void aJvmThatDoesNotComeUpIsNoViolation() {
        Worker worker = worker(List.of("-XX:+NoSuchFlag"), Duration.ofMinutes(1));

        assertThatThrownBy(() -> worker.run(request(0, ""), log, printer()))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("exit code 1")
                .hasMessageContaining("NoSuchFlag");
    }

    @Test
    void isEndedWhenItSaysNothingForLong() {
        Worker worker = worker(List.of(), Duration.ofMillis(600));

        assertThatThrownBy(() -> worker.run(request(0, "").with("sleepsMillis", "60000"), log, printer()))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("printed nothing");
    }

    @Test
    void whatASignalEndedIsToldInTheWorkersWordsAlone() {
        assertThatThrownBy(() -> run(request(4, "@report NOT PROVEN\n@error A signal ended the worker.\n@done")))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("A signal ended the worker.");
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("NOT PROVEN\n");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whenMavenIsToldToEndTheWorkerHasTheLastWord() throws IOException, InterruptedException {
        String java = Jdk.own().launcher().toString();
        Process maven = new ProcessBuilder(
                        java,
                        "-cp",
                        StandInWorker.CLASS_PATH,
                        EndingMaven.class.getName(),
                        directory.toString(),
                        "@report so far it came")
                .redirectErrorStream(true)
                .start();
        BufferedReader printedByMaven =
                new BufferedReader(new InputStreamReader(maven.getInputStream(), StandardCharsets.UTF_8));
        assertThat(printedByMaven.readLine()).isEqualTo("it begins");
        maven.toHandle().destroy();

        assertThat(printedByMaven.lines()).containsExactly("so far it came");
        assertThat(maven.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void aLauncherThatIsNotThereIsNamed() {
        Path nowhere = directory.resolve("bin/java");

        assertThatThrownBy(() -> new Worker(nowhere, List.of(), StandInWorker.classPath(), directory)
                        .run(request(0, ""), log, printer()))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining(nowhere.toString());
    }

    @Test
    void leavesNothingBehindWhenThereIsNothingToKeep() throws IOException {
        try (WorkerLog unused = new WorkerLog(log)) {
            assertThat(unused.tail()).isEmpty();
        }
        assertThat(directory).isEmptyDirectory();
    }

    private static Request request(int exitCode, String says) {
        return new Request("verify")
                .with("exitCode", Integer.toString(exitCode))
                .with("says", says);
    }

    private WorkerEnd run(Request request) throws MojoExecutionException {
        return worker(List.of(), Duration.ofMinutes(1)).run(request, log, printer());
    }

    private Worker worker(List<String> jvmArguments, Duration silenceMax) {
        return new Worker(
                Jdk.own().launcher(),
                jvmArguments,
                StandInWorker.classPath(),
                directory,
                StandInWorker.class.getName(),
                silenceMax);
    }

    private ProgressPrinter printer() {
        return new ProgressPrinter(
                new PrintStream(printed, true, StandardCharsets.UTF_8), false, line -> {}, System::nanoTime);
    }
}
