package dev.faultline.maven;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the worker prints beside the protocol: output of candidates, warnings of the JVM, stack traces. The file exists
 * only if there was something to keep, and holds the last run only. Lines may come from several threads.
 */
final class WorkerLog implements AutoCloseable {

    private static final int TAIL_LINES = 12;

    private final Path file;
    private final Deque<String> tail = new ArrayDeque<>();
    private @Nullable BufferedWriter writer;

    /** Starts a log that will be at {@code file}, and deletes the one of an earlier run. */
    WorkerLog(Path file) throws IOException {
        this.file = file;
        Files.deleteIfExists(file);
    }

    synchronized void add(String line) {
        tail.addLast(line);
        if (tail.size() > TAIL_LINES) {
            tail.removeFirst();
        }
        try {
            if (writer == null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
            }
            writer.write(line);
            writer.newLine();
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the worker's log " + file, e);
        }
    }

    Path file() {
        return file;
    }

    /** The last lines, oldest first. */
    synchronized List<String> tail() {
        return List.copyOf(tail);
    }

    @Override
    public synchronized void close() throws IOException {
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }
}
