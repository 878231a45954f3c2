package dev.faultline.worker;

import java.io.PrintStream;
import java.util.List;

/**
 * What the worker says, on its standard output, a line at a time: {@code @progress} for the moment, {@code @report} to stay, {@code @error} for what was
 * wrong with the request. All other lines are for the log.
 */
final class Output {
    private final PrintStream out;
    private long lastProgress;

    Output(PrintStream out) {
        this.out = out;
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

    void error(String sentence) {
        line("@error " + sentence.replaceAll("\\s*\\R\\s*", " "));
    }

    private void line(String text) {
        synchronized (out) {
            out.println(text);
            out.flush();
        }
    }
}
