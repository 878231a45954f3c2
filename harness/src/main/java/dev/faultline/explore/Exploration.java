package dev.faultline.explore;

import org.jspecify.annotations.Nullable;

/**
 * What exploring a strategy came to.
 *
 * @param finding the failure at the lowest scenario index, if any
 * @param unsteady a sentence when equal runs did not come out equal, so that nothing that was seen can be relied on
 * @param tally what the verdict rests on; in an exhaustive verification the scenarios that are done, in all calls together, and that of the failure
 * @param reach how far an exhaustive verification came; null when scenarios were sampled
 * @param here what was spent in this call alone, also on what was left unfinished
 */
public record Exploration(
        @Nullable Finding finding,
        @Nullable String unsteady,
        Tally tally,
        @Nullable Reach reach,
        Tally here) {

    public Exploration(@Nullable Finding finding, @Nullable String unsteady, Tally tally) {
        this(finding, unsteady, tally, null, tally);
    }

    /**
     * A failure and where it was met.
     *
     * @param index the scenario's number in the seed's stream, or in the enumeration
     * @param stuck whether the strategy never came back, so that the run cannot be made again without losing another thread
     */
    public record Finding(long index, Failure failure, boolean stuck) {}
}
