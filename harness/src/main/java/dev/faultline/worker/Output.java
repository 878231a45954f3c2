package dev.faultline.worker;

import java.io.PrintStream;
import java.util.List;

/**
 * What the worker says, on its standard output, a line at a time: {@code @progress} for the moment, {@code @report} to stay, {@code @error} for what was
 * wrong with the request, {@code @plan} for the names of the strategies that will be verified, {@code @begin} for the one that is next, {@code @done} when
 * all is said. All other lines are for the log.
 */
final class Output {
    private final PrintStream out;
    private Runnable ifNobodyListens = () -> {};
    private boolean broken;
    private long lastProgress;

    Output(PrintStream out) {
        this.out = out;
    }

    /** What to do, once, when what is said cannot be written: whoever started the worker is gone. */
    void ifNobodyListens(Runnable action) {
        ifNobodyListens = action;
    }

    void progress(String text) {
        long now = System.nanoTime();
        if (lastProgress == 0 || now - lastProgress > 200_000_000) {
            lastProgress = now;
            line("@progress " + text);
        }
    }

    void report(String text) {
        line(("@report " + text).stripTrailing());
    }

    void report(List<String> lines) {
        lines.forEach(this::report);
    }

    /** Strategies will be verified, in this order. */
    void plan(List<String> strategies) {
        line("@plan " + String.join(" ", strategies));
    }

    /** What follows is about this strategy; should the JVM break, it is to blame. */
    void begin(String strategy) {
        line("@begin " + strategy);
    }

    void done() {
        line("@done");
    }

    void error(String sentence) {
        line("@error " + sentence.replaceAll("\\s*\\R\\s*", " "));
    }

    private void line(String text) {
        synchronized (out) {
            out.println(text);
            if (out.checkError() && !broken) {
                broken = true;
                ifNobodyListens.run();
            }
        }
    }
}
