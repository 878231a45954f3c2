package dev.faultline.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The system's compiler, where there is one. */
final class Compiler {
    private Compiler() {}

    /** Whether programs for Linux can be compiled with what the folders of a search path have. */
    static boolean isIn(String path) {
        return System.getProperty("os.name").equals("Linux")
                && Stream.of(path.split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, "cc")));
    }

    /** Compiles the helper that the comparison talks to into a folder. */
    static Path helper(Path folder) throws IOException {
        Path source = folder.resolve("processes.c");
        try (InputStream text = Compiler.class.getResourceAsStream("/conformance/processes.c")) {
            Files.copy(Objects.requireNonNull(text), source);
        }
        Path program = folder.resolve("processes");
        Process compiler = new ProcessBuilder(List.of(
                        "cc",
                        "-std=gnu11",
                        "-O2",
                        "-Wall",
                        "-Wextra",
                        "-Werror",
                        "-o",
                        program.toString(),
                        source.toString()))
                .inheritIO()
                .start();
        try {
            if (!compiler.waitFor(2, TimeUnit.MINUTES) || compiler.exitValue() != 0) {
                throw new IOException("cc does not compile " + source);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while compiling " + source, e);
        }
        return program;
    }
}
