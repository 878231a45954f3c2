package dev.faultline.worker;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where a strategy's own output goes: whole lines, marked so that none is taken for the worker's. */
final class LogStream extends OutputStream {
    private static final int LINE_MAX = 8192;

    private final PrintStream out;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LogStream(PrintStream out) {
        this.out = out;
    }

    static PrintStream over(PrintStream out) {
        return new PrintStream(new LogStream(out), true, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void write(int b) {
        if (b == '\n' || line.size() == LINE_MAX) {
            synchronized (out) {
                out.println("| " + line.toString(StandardCharsets.UTF_8).stripTrailing());
                out.flush();
            }
            line.reset();
        }
        if (b != '\n') {
            line.write(b);
        }
    }
}
