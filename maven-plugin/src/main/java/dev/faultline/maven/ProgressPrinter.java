package dev.faultline.maven;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Shows how far the worker is. On a terminal one line is written over in place, and gone when something else is printed;
 * elsewhere a plain line goes to Maven's log every few seconds at most.
 */
final class ProgressPrinter {

    private static final long PLAIN_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int WIDTH_MAX = 118;

    private final PrintStream out;
    private final boolean terminal;
    private final Consumer<String> log;
    private final LongSupplier nanoTime;

    private int shownWidth;
    private long nextPlainNanos;

    /**
     * @param out what the user sees
     * @param terminal whether a line on it can be written over
     * @param log takes plain lines of progress
     * @param nanoTime the clock, in nanoseconds from any origin
     */
    ProgressPrinter(PrintStream out, boolean terminal, Consumer<String> log, LongSupplier nanoTime) {
        this.out = out;
        this.terminal = terminal;
        this.log = log;
        this.nanoTime = nanoTime;
        this.nextPlainNanos = nanoTime.getAsLong();
    }

    /** Shows {@code text} for the moment. */
    void progress(String text) {
        if (terminal) {
            String line = text.length() > WIDTH_MAX ? text.substring(0, WIDTH_MAX) : text;
            out.print('\r' + line + " ".repeat(Math.max(0, shownWidth - line.length())));
            out.flush();
            shownWidth = line.length();
        } else if (nanoTime.getAsLong() - nextPlainNanos >= 0) {
            log.accept(text);
            nextPlainNanos = nanoTime.getAsLong() + PLAIN_INTERVAL_NANOS;
        }
    }

    /** Prints {@code line} to stay. */
    void print(String line) {
        clear();
        out.println(line);
    }

    /** Takes back what {@link #progress} shows on a terminal. */
    void clear() {
        if (shownWidth > 0) {
            out.print('\r' + " ".repeat(shownWidth) + '\r');
            out.flush();
            shownWidth = 0;
        }
    }
}
