package dev.faultline.report;

import dev.faultline.explore.Tally;
import dev.faultline.spi.Guarantee;
import org.jspecify.annotations.Nullable;

/**
 * One strategy's verdict, and what it rests on.
 *
 * @param extent how far an exhaustive verification came; null when scenarios were sampled
 */
public record Result(
        String strategy,
        Guarantee guarantee,
        Verdict verdict,
        Tally tally,
        @Nullable Extent extent) {

    public Result(String strategy, Guarantee guarantee, Verdict verdict, Tally tally) {
        this(strategy, guarantee, verdict, tally, null);
    }

    public boolean passed() {
        return verdict instanceof Verdict.Passed;
    }

    public boolean failed() {
        return verdict instanceof Verdict.Failed;
    }
}
