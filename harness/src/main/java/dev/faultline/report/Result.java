package dev.faultline.report;

import dev.faultline.explore.Tally;
import dev.faultline.spi.Guarantee;

/** One strategy's verdict, and what it rests on. */
public record Result(String strategy, Guarantee guarantee, Verdict verdict, Tally tally) {
    public boolean passed() {
        return verdict instanceof Verdict.Passed;
    }

    public boolean failed() {
        return verdict instanceof Verdict.Failed;
    }
}
