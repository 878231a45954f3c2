package dev.faultline.maven;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the worker's standard output, line by line. The protocol: {@code @progress TEXT} is shown for the moment, {@code
 * @report TEXT} is printed as it is, {@code @error TEXT} says in one sentence what was wrong with the request, {@code @plan NAMES} which
 * strategies it will look at, {@code @begin NAME} at which now, and {@code @done} that all is said. Any other line is a
 * candidate's, and goes to the log.
 */
final class WorkerOutput {

    private final ProgressPrinter printer;
    private final WorkerLog log;
    private @Nullable String error;
    private List<String> plan = List.of();
    private @Nullable String current;
    private boolean done;

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
            printer.print(line.substring(Math.min(line.length(), "@report ".length())));
        } else if (line.startsWith("@plan ")) {
            plan = List.of(line.substring("@plan ".length()).split(" "));
        } else if (line.startsWith("@begin ")) {
            current = line.substring("@begin ".length());
        } else if (line.equals("@done")) {
            done = true;
        } else {
            log.add(line);
        }
    }

    /** The last {@code @error} sentence. */
    Optional<String> error() {
        return Optional.ofNullable(error);
    }

    /** Whether it came to its end: a JVM that failed to start ends with 1 as well, and one that a candidate halts with anything. */
    boolean done() {
        return done;
    }

    /** The strategy at hand when it said its last. */
    Optional<String> current() {
        return Optional.ofNullable(current);
    }

    /** Those that were to come after it. */
    List<String> left() {
        return current == null ? plan : plan.subList(plan.indexOf(current) + 1, plan.size());
    }
}
