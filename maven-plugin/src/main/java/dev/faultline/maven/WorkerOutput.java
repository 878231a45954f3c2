package dev.faultline.maven;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the worker's standard output, line by line. The protocol: {@code @progress TEXT} is shown for the moment, {@code
 * @report TEXT} is printed as it is, {@code @error TEXT} says in one sentence what was wrong with the request. Any other line is
 * a candidate's, and goes to the log.
 */
final class WorkerOutput {

    private final ProgressPrinter printer;
    private final WorkerLog log;
    private @Nullable String error;
    private boolean reported;

    WorkerOutput(ProgressPrinter printer, WorkerLog log) {
        this.printer = printer;
        this.log = log;
    }

    void line(String line) {
        if (line.startsWith("@progress ")) {
            printer.progress(line.substring("@progress ".length()));
        } else if (line.startsWith("@error ")) {
            error = line.substring("@error ".length());
        } else if (line.equals("@report") || line.startsWith("@report ")) {
            reported = true;
            printer.print(line.substring(Math.min(line.length(), "@report ".length())));
        } else {
            log.add(line);
        }
    }

    /** The last {@code @error} sentence. */
    Optional<String> error() {
        return Optional.ofNullable(error);
    }

    /** Whether there was any {@code @report}: a JVM that failed to start ends with 1 as well, but reports nothing. */
    boolean reported() {
        return reported;
    }
}
