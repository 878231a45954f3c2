package dev.faultline.report;

import dev.faultline.explore.Failure;
import dev.faultline.explore.Tally;
import dev.faultline.law.Violation;
import dev.faultline.shrink.Counterexample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A failure as it is told on a console, in the order in which a reader asks: what broke; what was expected and what came; who did what when; under
 * which program; how to see it again. Lines only; where they go is not decided here.
 */
public final class ConsoleReport {
    private static final int WIDTH_MAX = 118;

    private ConsoleReport() {}

    /** Everything about a counterexample. */
    public static List<String> failure(
            String strategy, Counterexample counterexample, Interleaving interleaving, ReplayCommand command) {
        Violation violation = counterexample.failure().violation();
        List<String> lines = new ArrayList<>();
        lines.add(strategy + ": " + violation.law());
        lines.addAll(wrapped("", violation.title()));
        lines.add("");
        lines.addAll(wrapped("  expected: ", violation.expected()));
        lines.addAll(wrapped("  actual:   ", violation.actual()));
        violation.details().forEach(detail -> lines.addAll(wrapped("    ", detail)));
        lines.add("");
        lines.addAll(InterleavingTable.draw(interleaving));
        lines.add("");
        lines.add("The scenario, " + size(counterexample) + ":");
        counterexample.scenario().toString().lines().forEach(line -> lines.add("  " + line));
        lines.add("");
        lines.add("To see it again:");
        lines.add("  " + command);
        return lines;
    }

    /**
     * Everything about a counterexample that was run again from its file.
     *
     * @throws ReplayFileException when the run is not the recorded one
     */
    public static List<String> replayed(ReplayFile recorded, Retelling retelling, ReplayCommand command) {
        Violation violation = retelling.violation();
        Difference.check(recorded, retelling, command.file());
        Objects.requireNonNull(violation);
        Failure failure = new Failure(
                recorded.scenario(),
                recorded.schedule(),
                violation,
                recorded.steps().size(),
                0);
        return failure(recorded.strategy(), new Counterexample(failure, 0), retelling.interleaving(), command);
    }

    /** One line a strategy, and under a pass what was met on the way, and where there is neither a pass nor a failure a line that says why. */
    public static List<String> summary(List<Result> results) {
        List<List<String>> rows = new ArrayList<>();
        for (Result result : results) {
            rows.add(List.of(
                    result.verdict().word(),
                    result.strategy(),
                    result.guarantee().name(),
                    outcome(result.verdict()),
                    amount(result.tally())));
        }
        List<String> table = TextTable.rows(rows);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < table.size(); i++) {
            lines.add(table.get(i));
            String reason = reason(results.get(i).verdict());
            if (!reason.isEmpty()) {
                lines.addAll(wrapped("  ", reason));
            }
            Extent extent = results.get(i).extent();
            if (extent != null) {
                lines.addAll(ExtentText.of(results.get(i), extent));
            }
            if (results.get(i).passed()) {
                SurveyText.sentences(results.get(i).tally().survey()).stream()
                        .skip(extent == null ? 0 : 1)
                        .forEach(sentence -> lines.addAll(wrapped("  ", sentence)));
            }
        }
        return lines;
    }

    private static String outcome(Verdict verdict) {
        if (verdict instanceof Verdict.Failed failed) {
            return failed.counterexample().law() + " (" + size(failed.counterexample()) + ")";
        }
        return verdict instanceof Verdict.Passed passed
                ? passed.coverage().name().toLowerCase(Locale.ROOT)
                : "";
    }

    private static String reason(Verdict verdict) {
        if (verdict instanceof Verdict.Error error) {
            return error.reason();
        }
        return verdict instanceof Verdict.Inconclusive inconclusive ? inconclusive.reason() : "";
    }

    private static String amount(Tally tally) {
        return count(tally.scenarios(), "scenario") + ", " + count(tally.executions(), "execution") + ", "
                + grouped(tally.executionsPerSecond()) + "/s";
    }

    static String size(Counterexample counterexample) {
        return count(counterexample.tasks(), "task") + ", " + count(counterexample.operations(), "operation") + ", "
                + (counterexample.preemptions() == 0
                        ? "no preemption"
                        : count(counterexample.preemptions(), "preemption"))
                + ", " + count(counterexample.steps(), "step");
    }

    /** {@code 1 task}, {@code 12 500 steps}. */
    public static String count(long number, String noun) {
        return grouped(number) + " " + noun + (number == 1 ? "" : "s");
    }

    public static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
    }

    /** The text behind a label, broken at spaces, further lines indented as far as the first. */
    static List<String> wrapped(String label, String text) {
        List<String> lines = new ArrayList<>();
        String start = label;
        for (String line : text.split("\n", -1)) {
            String rest = line.stripTrailing();
            int room = WIDTH_MAX - label.length();
            while (rest.length() > room) {
                int space = rest.lastIndexOf(' ', room);
                int end = space > room / 3 ? space : room;
                lines.add(start + rest.substring(0, end));
                rest = rest.substring(end).strip();
                start = " ".repeat(label.length());
            }
            lines.add((start + rest).stripTrailing());
            start = " ".repeat(label.length());
        }
        return lines;
    }
}
