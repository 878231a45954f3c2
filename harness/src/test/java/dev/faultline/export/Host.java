package dev.faultline.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The compiler and the kernel of the machine that the tests run on. */
final class Host {
    private static final List<String> FLAGS = List.of("-std=gnu11", "-O2", "-Wall", "-Wextra", "-Werror", "-pthread");

    private Host() {}

    /** Whether programs for Linux can be compiled here. */
    static boolean compiles() {
        String path = System.getenv("PATH");
        boolean linux = System.getProperty("os.name").equals("Linux");
        return linux
                && path != null
                && Stream.of(path.split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, "cc")));
    }

    /** What came of a command. */
    record Ran(int status, String printed) {}

    /** Looks at programs for errors and warnings, which are errors here. */
    static Ran check(List<Path> sources) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("cc", "-fsyntax-only"));
        command.addAll(FLAGS);
        sources.forEach(source -> command.add(source.toString()));
        return run(command);
    }

    static Ran compile(Path source, Path program) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("cc"));
        command.addAll(FLAGS);
        command.addAll(List.of("-o", program.toString(), source.toString()));
        return run(command);
    }

    static Ran run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("faultline", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("no end of " + command);
            }
            return new Ran(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
        }
    }
}
