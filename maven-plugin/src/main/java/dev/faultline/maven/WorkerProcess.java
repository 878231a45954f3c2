package dev.faultline.maven;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * One JVM beside Maven's, from its start to its end. It does not outlive the last line that it printed for long: a worker that works shows progress all the
 * time, so long silence means that it hangs as a whole.
 *
 * <p>Nor does it outlive Maven. When Maven is told to end, by Ctrl-C or a signal, it has a few seconds to say how far it came; its lines are printed
 * while Maven's other shutdown hooks run, and Maven ends when the last is printed. A Maven that is killed cannot do that; then the worker notices by itself.
 */
final class WorkerProcess {

    private static final int LAST_WORDS_SECONDS = 8;

    private final CountDownLatch over = new CountDownLatch(1);
    private final List<String> command;
    private final Path directory;
    private final Duration silenceMax;

    private volatile long lastLineNanos;
    private volatile boolean silenced;
    private volatile boolean mavenEnds;

    /**
     * @param command the launcher and its arguments
     * @param directory where it runs
     * @param silenceMax time after the last line of output when it is ended by force
     */
    WorkerProcess(List<String> command, Path directory, Duration silenceMax) {
        this.command = List.copyOf(command);
        this.directory = directory;
        this.silenceMax = silenceMax;
    }

    /**
     * Runs to the end. Lines go to {@code output} on the caller's thread, lines of standard error to {@code errors} on another.
     *
     * @return the exit code
     * @throws IOException when the launcher cannot be started
     */
    int run(Consumer<String> output, Consumer<String> errors) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        Process process = builder.start();
        Thread hook = new Thread(() -> endWithMaven(process), "faultline-worker-end");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            process.getOutputStream().close();
            lastLineNanos = System.nanoTime();
            start("faultline-worker-watch", () -> watch(process));
            Thread errorReader = start("faultline-worker-errors", () -> read(process.getErrorStream(), errors));
            read(process.getInputStream(), output);
            int exitCode = process.waitFor();
            errorReader.join(TimeUnit.SECONDS.toMillis(5));
            return exitCode;
        } finally {
            process.destroyForcibly();
            removeHook(hook);
        }
    }

    private void endWithMaven(Process process) {
        mavenEnds = true;
        try {
            if (process.supportsNormalTermination()) {
                process.toHandle().destroy(); // Process.destroy would close the stream that is read
                over.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }

    /** All is printed and put away. While Maven ends this does not return, so that nothing is printed behind the worker's last words. */
    void leave() {
        over.countDown();
        while (mavenEnds) {
            LockSupport.park(this);
        }
    }

    /** Whether the run was ended by force, for silence. */
    boolean silenced() {
        return silenced;
    }

    private void read(InputStream stream, Consumer<String> lines) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lastLineNanos = System.nanoTime();
                lines.accept(line);
            }
        } catch (IOException endedByForce) {
            // The stream of a destroyed process breaks off; how the process ended says the rest.
        }
    }

    private void watch(Process process) {
        try {
            while (process.isAlive()) {
                long leftNanos = silenceMax.toNanos() - (System.nanoTime() - lastLineNanos);
                if (leftNanos <= 0) {
                    silenced = true;
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                    return;
                }
                process.waitFor(leftNanos, TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread start(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // Then the hook does its work.
        }
    }
}
