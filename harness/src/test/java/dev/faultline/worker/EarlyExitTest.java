package dev.faultline.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.Candidates;
import dev.faultline.SampleStrategies.Halting;
import dev.faultline.SampleStrategies.Leaving;
import dev.faultline.SampleStrategies.Refusing;
import dev.faultline.SampleStrategies.Sound;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Strategies that end the JVM, in a worker of their own. */
class EarlyExitTest {
    @TempDir
    Path folder;

    private record Ended(int status, List<String> lines) {
        String line(String start) {
            return lines.stream()
                    .filter(line -> line.startsWith(start))
                    .findFirst()
                    .orElse("no " + start);
        }
    }

    private Ended worker(Class<?>... registered) throws IOException, InterruptedException {
        Path services = folder.resolve("classes").resolve(Candidates.servicesFile());
        Files.createDirectories(services.getParent());
        Files.write(services, Arrays.stream(registered).map(Class::getName).toList());
        Process process = start("projectClasses=classes", "budget=400 executions", "stuckAfter=400ms");
        return ended(process, process.inputReader(StandardCharsets.UTF_8));
    }

    private Process start(String... options) throws IOException {
        Path request = folder.resolve("request.properties");
        Files.write(request, List.of("baseDirectory=" + folder, String.join("\n", options)));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        folder.resolve("classes") + File.pathSeparator + System.getProperty("java.class.path"),
                        Main.class.getName(),
                        request.toString())
                .redirectErrorStream(true)
                .start();
    }

    private static Ended ended(Process process, BufferedReader said) throws InterruptedException {
        List<String> lines = said.lines().toList();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), lines);
    }

    /** A worker that will be at it for long, when the first scenarios are done. */
    private Process proving() throws IOException {
        Process process = start("strategies=linux-6,freebsd", "mode=exhaustive", "bounds=operations 2", "threads=1");
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        while (!said.readLine().matches("@progress linux-6: .* [1-9][\\d ]* of 30 030 scenarios, .*")) {
            assertThat(process.isAlive()).isTrue();
        }
        return process;
    }

    private Path checkpoint() {
        return folder.resolve("target/faultline/linux-6.checkpoint");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aSignalMakesAProofSayHowFarItCame() throws IOException, InterruptedException {
        Process process = proving();
        process.toHandle().destroy();
        Ended ended = ended(process, process.inputReader(StandardCharsets.UTF_8));

        assertThat(ended.status()).isEqualTo(Main.INTERRUPTED);
        assertThat(ended.line("@report PASSED")).contains("linux-6  BYTE  sampled");
        assertThat(ended.line("@report   NOT PROVEN: only")).contains(" of 30 030 scenarios within ");
        assertThat(ended.lines())
                .contains(
                        "@report   To go on from there:",
                        "@report     mvn dev.faultline:faultline-maven-plugin:verify"
                                + " -Dfaultline.checkpoint=target/faultline/linux-6.checkpoint",
                        "@report Interrupted; not begun: freebsd.",
                        "@error A signal ended the worker; how far it came is above.");
        assertThat(checkpoint()).exists();
        assertThat(folder.resolve("target/faultline/report.json")).exists();
    }

    /** As when Maven is killed, so that it cannot tell anybody. */
    @Test
    void aWorkerThatNobodyListensToEndsAndKeepsHowFarItCame() throws IOException, InterruptedException {
        Process process = proving();
        process.getInputStream().close();

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(checkpoint()).exists();
        assertThat(folder.resolve("target/faultline/report.json")).content().contains("\"scenariosDone\"");
    }

    @Test
    void whoCallsExitInARunHasAVerdictAndTheOthersGoOn() throws IOException, InterruptedException {
        Ended ended = worker(Leaving.class, Sound.class);

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.line("@plan")).isEqualTo("@plan leaving sound");
        assertThat(ended.lines()).contains("@report leaving: stuck", "@done");
        assertThat(ended.line("@report T1's write")).endsWith("calls for the end of the JVM");
        assertThat(ended.line("@report     at dev.faultline.SampleStrategies")).contains("$Leaving.write(");
        assertThat(ended.line("@report FAILED")).contains("leaving", "1 task, 1 operation");
        assertThat(ended.line("@report PASSED")).contains("sound");
        assertThat(folder.resolve("target/faultline/report.json")).exists();
    }

    @Test
    void whoHaltsTheJvmIsTheLastThatBegan() throws IOException, InterruptedException {
        Ended ended = worker(Halting.class, Sound.class);

        assertThat(ended.lines())
                .contains("@plan halting sound", "@begin halting")
                .doesNotContain("@done");
    }

    @Test
    void whoCallsExitBeforeTheFirstRunIsNamed() throws IOException, InterruptedException {
        Ended ended = worker(Refusing.class);

        assertThat(ended.status()).isEqualTo(Main.INTERNAL);
        assertThat(ended.line("@error"))
                .startsWith("@error The worker was ended before it was done, by"
                        + " dev.faultline.SampleStrategies$Refusing.<init> (SampleStrategies.java:")
                .endsWith("), which calls System.exit.");
    }
}
