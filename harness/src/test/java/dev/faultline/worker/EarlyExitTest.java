package dev.faultline.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.Candidates;
import dev.faultline.SampleStrategies.Halting;
import dev.faultline.SampleStrategies.Leaving;
import dev.faultline.SampleStrategies.Refusing;
import dev.faultline.SampleStrategies.Sound;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
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
        Path request = folder.resolve("request.properties");
        Files.write(
                request,
                List.of(
                        "baseDirectory=" + folder,
                        "projectClasses=classes",
                        "budget=400 executions",
                        "stuckAfter=400ms"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        folder.resolve("classes") + File.pathSeparator + System.getProperty("java.class.path"),
                        Main.class.getName(),
                        request.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), said.lines().toList());
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
