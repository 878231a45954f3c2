package dev.faultline.explore;

import dev.faultline.enumerate.Bound;
import org.jspecify.annotations.Nullable;

/**
 * How far an exhaustive verification has come: all scenarios before one have been run in every interleaving.
 *
 * @param bound of the scenarios; null when it is one that was given
 * @param total scenarios within the bound
 * @param scenarios those that are done; all of them have lower numbers than the others
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
        long scenarios,
        long executions,
        long steps,
        long traces,
        long redundant,
        long cut,
        long endless) {

    /** Nothing is done yet. */
    public static Reach start(@Nullable Bound bound, long total) {
        return new Reach(bound, total, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Nothing is done yet of the one scenario that was given. */
    public static Reach ofOne() {
        return start(null, 1);
    }

    /** Whether every interleaving of every scenario within the bound was run. */
    public boolean isComplete() {
        return scenarios == total && endless == 0;
    }

    /** With one more scenario done. */
    Reach plus(Work work) {
        return new Reach(
                bound,
                total,
                scenarios + 1,
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
