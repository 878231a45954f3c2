package dev.faultline.peers;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JDK, and processes that run on it, one at a time. */
record Jvm(Path home, int feature) {
    private static final String VERSION = "JAVA_VERSION=";
    private static final double NANOS_A_MILLISECOND = 1e6;

    static Jvm own() {
        return new Jvm(
                Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    /** The own JDK and those that lie beside it, the newest first. */
    static List<Jvm> all() throws IOException {
        Path place = Objects.requireNonNull(own().home().getParent());
        try (Stream<Path> homes = Files.list(place)) {
            List<Jvm> found = new ArrayList<>(homes.sorted()
                    .map(home -> new Jvm(home, featureOf(home)))
                    .filter(jvm -> jvm.feature() > 0)
                    .toList());
            found.add(0, own());
            found.sort((a, b) -> b.feature() - a.feature());
            return found;
        }
    }

    private static int featureOf(Path home) {
        try (Stream<String> lines = Files.lines(home.resolve("release"))) {
            return lines.filter(line -> line.startsWith(VERSION))
                    .map(line -> line.substring(VERSION.length()).replace("\"", ""))
                    .mapToInt(version -> Runtime.Version.parse(version).feature())
                    .findFirst()
                    .orElse(0);
        } catch (IOException | RuntimeException notOne) {
            return 0;
        }
    }

    /** Runs a program, with what the plugin tells its worker's JVM, on this one's class path to its end, or for as long as it may, and returns what it measured. */
    Map<String, Double> run(Class<?> program, int secondsMax, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin").resolve("java").toString(),
                "--add-exports",
                "java.base/jdk.internal.vm=ALL-UNNAMED",
                "-XX:-UseCompressedOops",
                "-XX:+UseParallelGC",
                "-cp",
                absolute(System.getProperty("java.class.path")),
                program.getName()));
        command.addAll(List.of(arguments));
        Path directory = Files.createTempDirectory("peers");
        File log = directory.resolve("log").toFile();
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(log)
                .start();
        Map<String, Double> measured = new HashMap<>();
        Thread reader = new Thread(() -> read(process, measured));
        reader.start();
        if (!process.waitFor(secondsMax, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        } else if (process.exitValue() != 0) {
            throw new IllegalStateException(program.getName() + " " + Arrays.toString(arguments) + " failed:\n"
                    + Files.readString(log.toPath()));
        }
        reader.join();
        measured.put(Findings.MILLIS_OF_PROCESS, (System.nanoTime() - begin) / NANOS_A_MILLISECOND);
        return measured;
    }

    private static String absolute(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .reduce((a, b) -> a + File.pathSeparator + b)
                .orElse("");
    }

    private static void read(Process process, Map<String, Double> into) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> line.startsWith(Findings.PREFIX)).forEach(line -> {
                String[] words = line.substring(Findings.PREFIX.length()).split(" ");
                into.put(words[0], Double.parseDouble(words[1]));
            });
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
