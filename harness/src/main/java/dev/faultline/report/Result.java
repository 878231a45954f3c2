package dev.faultline.report;

import dev.faultline.explore.Reach;
import dev.faultline.explore.Tally;
import dev.faultline.spi.Guarantee;
import org.jspecify.annotations.Nullable;

/**
 * One strategy's verdict, and what it rests on.
 *
 * @param reach how far an exhaustive verification came; null when scenarios were sampled
 * @param checkpoint the file from which one can be gone on with, as it can be named on a command line; null when there is nothing to go on with
 */
public record Result(
        String strategy,
        Guarantee guarantee,
        Verdict verdict,
        Tally tally,
        @Nullable Reach reach,
        @Nullable String checkpoint) {

    public Result(String strategy, Guarantee guarantee, Verdict verdict, Tally tally) {
        this(strategy, guarantee, verdict, tally, null, null);
    }

    public boolean passed() {
        return verdict instanceof Verdict.Passed;
    }

    public boolean failed() {
        return verdict instanceof Verdict.Failed;
    }
}
