package dev.faultline.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * Hands one request to one worker, and waits for the end of it. The files by which the JVM gets its arguments and its request are
 * gone afterwards; the report directory is the worker's to fill, but for {@code worker.log}.
 */
final class Worker {

    private static final String MAIN_CLASS = "dev.faultline.worker.Main";
    private static final Duration SILENCE_MAX = Duration.ofMinutes(5);

    private final Path java;
    private final List<String> jvmArguments;
    private final ClassPath classPath;
    private final Path directory;
    private final String mainClass;
    private final Duration silenceMax;

    /**
     * @param java the launcher
     * @param jvmArguments the user's own, which win over ours
     * @param directory where the worker runs
     */
    Worker(Path java, List<String> jvmArguments, ClassPath classPath, Path directory) {
        this(java, jvmArguments, classPath, directory, MAIN_CLASS, SILENCE_MAX);
    }

    Worker(
            Path java,
            List<String> jvmArguments,
            ClassPath classPath,
            Path directory,
            String mainClass,
            Duration silenceMax) {
        this.java = java;
        this.jvmArguments = List.copyOf(jvmArguments);
        this.classPath = classPath;
        this.directory = directory;
        this.mainClass = mainClass;
        this.silenceMax = silenceMax;
    }

    /**
     * Runs {@code request}.
     *
     * @return {@link WorkerEnd#FINE} or {@link WorkerEnd#VIOLATION}
     * @throws MojoExecutionException for any other end; the message is the worker's sentence, or names the log and quotes its end
     */
    WorkerEnd run(Request request, Path logFile, ProgressPrinter printer) throws MojoExecutionException {
        try {
            Path files = Files.createTempDirectory("faultline");
            WorkerProcess process = new WorkerProcess(command(request, files), directory, silenceMax);
            try (WorkerLog log = new WorkerLog(logFile)) {
                WorkerOutput output = new WorkerOutput(printer, log);
                int exitCode = process.run(output::line, log::add);
                printer.clear();
                return judge(exitCode, process.silenced(), output, log);
            } finally {
                delete(files);
                process.leave();
            }
        } catch (IOException | UncheckedIOException e) {
            throw new MojoExecutionException("Cannot run the worker with " + java + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("Interrupted while the worker ran.", e);
        }
    }

    private List<String> command(Request request, Path files) throws IOException {
        Path requestFile = files.resolve("request.properties");
        request.writeTo(requestFile);
        List<String> arguments = new ArrayList<>();
        // Continuations; the package is there on 17 too, so the JDK's version need not be known.
        arguments.addAll(List.of("--add-exports", "java.base/jdk.internal.vm=ALL-UNNAMED"));
        arguments.addAll(List.of("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-Dsun.stdout.encoding=UTF-8"));
        arguments.addAll(List.of("-Dstderr.encoding=UTF-8", "-Dsun.stderr.encoding=UTF-8"));
        arguments.addAll(jvmArguments);
        arguments.addAll(List.of("-cp", classPath.asArgument(), mainClass, requestFile.toString()));
        Path argumentFile = files.resolve("arguments");
        Arguments.write(arguments, argumentFile);
        return List.of(java.toString(), "@" + argumentFile);
    }

    private static WorkerEnd judge(int exitCode, boolean silenced, WorkerOutput output, WorkerLog log)
            throws MojoExecutionException {
        WorkerEnd end = silenced
                ? WorkerEnd.SILENT
                : WorkerEnd.of(exitCode, output.done(), output.error().isPresent());
        return switch (end) {
            case FINE, VIOLATION -> end;
            case REFUSED, INTERRUPTED ->
                throw new MojoExecutionException(output.error().orElseThrow());
            case SILENT ->
                throw new MojoExecutionException("The worker printed nothing for minutes and was ended." + end(log));
            case BROKEN ->
                throw new MojoExecutionException(output.error()
                                .map(error -> "The worker failed: " + error)
                                .orElseGet(() -> broken(exitCode, output))
                        + end(log));
        };
    }

    private static String broken(int exitCode, WorkerOutput output) {
        String ended = "The worker ended with exit code " + exitCode;
        String left = output.left().isEmpty() ? "" : " Not verified: " + String.join(", ", output.left()) + ".";
        return output.current()
                .map(strategy -> ended + " in the middle of " + strategy
                        + ", which calls Runtime.halt or breaks the JVM." + left)
                .orElse(ended + " before it was done.");
    }

    private static String end(WorkerLog log) {
        List<String> tail = log.tail();
        if (tail.isEmpty()) {
            return " It left no output.";
        }
        return " Its output is in " + log.file() + ", and ends:\n  " + String.join("\n  ", tail);
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
