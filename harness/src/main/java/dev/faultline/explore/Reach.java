package dev.faultline.explore;

import dev.faultline.enumerate.Bound;
import org.jspecify.annotations.Nullable;

/**
 * How far an exhaustive verification has come. All counts are of the scenarios that are done, which are those of which every interleaving was run, in this
 * call or in those before it; what was run of one that was left unfinished counts nowhere, and is run again.
 *
 * @param bound of the scenarios; null when it is one that was given
 * @param total scenarios within the bound
 * @param done those that are done
 * @param executions of these scenarios
 * @param steps of these executions
 * @param traces executions that came to an end, each another trace
 * @param redundant executions that were stopped because they could only repeat one
 * @param cut steps that were not tried because they could only lead to a repetition
 * @param endless scenarios in which a call can go round for as long as others let it, so that not every interleaving was run
 */
public record Reach(
        @Nullable Bound bound,
        long total,
        Done done,
        long executions,
        long steps,
        long traces,
        long redundant,
        long cut,
        long endless) {

    /** Nothing is done yet. */
    public static Reach start(@Nullable Bound bound, long total) {
        return new Reach(bound, total, Done.NOTHING, 0, 0, 0, 0, 0, 0);
    }

    /** How many are done. */
    public long scenarios() {
        return done.count();
    }

    /** Nothing is done yet of the one scenario that was given. */
    public static Reach ofOne() {
        return start(null, 1);
    }

    /** Whether every interleaving of every scenario within the bound was run. */
    public boolean isComplete() {
        return scenarios() == total && endless == 0;
    }

    /** With one more scenario done. */
    Reach plus(long number, Work work) {
        return new Reach(
                bound,
                total,
                done.plus(number),
                executions + work.executions(),
                steps + work.steps(),
                traces + work.traces(),
                redundant + work.redundant(),
                cut + work.cut(),
                endless + (work.endless() ? 1 : 0));
    }

    /** What one scenario took. */
    record Work(long executions, long steps, long traces, long redundant, long cut, boolean endless) {}
}
