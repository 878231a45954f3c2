package dev.faultline;

import dev.faultline.report.ConsoleReport;
import dev.faultline.report.Result;
import java.util.ArrayList;
import java.util.List;

/**
 * What verifying one strategy came to.
 *
 * @param result the verdict and what it rests on
 * @param report for a strategy that failed the whole story, as lines of text; otherwise empty
 */
public record Outcome(Result result, List<String> report) {
    public Outcome {
        report = List.copyOf(report);
    }

    /** Does nothing when the strategy passed, and otherwise fails with the report as its message. */
    public void orThrow() {
        if (!result.passed()) {
            List<String> lines = new ArrayList<>();
            lines.addAll(ConsoleReport.summary(List.of(result)));
            if (!report.isEmpty()) {
                lines.add("");
                lines.addAll(report);
            }
            throw new AssertionError(String.join("\n", lines));
        }
    }
}
