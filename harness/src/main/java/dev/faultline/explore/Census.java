package dev.faultline.explore;

import dev.faultline.explore.Exploration.Finding;
import dev.faultline.explore.Reach.Work;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the workers of an exhaustive verification share: who takes which scenario, what is done, when to stop, and the failure with the lowest number.
 *
 * <p>Scenarios are handed out in order and finished out of order. What counts as reached is only the unbroken sequence from the first, so that it is one
 * number, the same for any number of workers, and all that is needed to go on from later.
 */
final class Census {
    private static final long NONE = -1;

    private final Budget budget;
    private final long start = System.nanoTime();
    private final long millisBefore;
    private final boolean isFromTheStart;
    private final Map<Long, Work> ahead = new TreeMap<>();
    private Reach reach;
    private long next;
    private long executions;
    private long executionsHere;
    private long steps;
    private Survey survey = Survey.NOTHING;
    private boolean spent;
    private @Nullable Finding best;
    private @Nullable String unsteady;

    /** @param millisBefore what it took to come to where this goes on from */
    Census(Reach from, long millisBefore, Budget budget) {
        reach = from;
        next = from.scenarios();
        executions = from.executions();
        steps = from.steps();
        isFromTheStart = from.scenarios() == 0;
        this.millisBefore = millisBefore;
        this.budget = budget;
    }

    /** The next scenario's number, or a negative one when there is nothing left to do. */
    synchronized long take() {
        if (next >= reach.total() || mustStop(next)) {
            return NONE;
        }
        return next++;
    }

    /** Counts executions of the scenario with this number. False when it is to be left as it is. */
    synchronized boolean count(long number, long executionsMore, long stepsMore) {
        executions += executionsMore;
        executionsHere += executionsMore;
        steps += stepsMore;
        return !mustStop(number);
    }

    private boolean mustStop(long number) {
        spent |= System.nanoTime() - start >= budget.nanosMax()
                || executionsHere >= budget.executionsMax()
                || Interruption.isRequested();
        return spent || unsteady != null || best != null && number > best.index();
    }

    /** All interleavings of a scenario were run. */
    synchronized void done(long number, Work work) {
        ahead.put(number, work);
        for (Work first = ahead.remove(reach.scenarios()); first != null; first = ahead.remove(reach.scenarios())) {
            reach = reach.plus(first);
        }
    }

    /** A worker is through, and this is what it met. What was met before a checkpoint nobody knows, so then nothing is said. */
    synchronized void surveyed(Survey more) {
        if (isFromTheStart) {
            survey = survey.plus(more);
        }
    }

    synchronized void found(Finding finding) {
        if (best == null || finding.index() < best.index()) {
            best = finding;
        }
    }

    synchronized void isUnsteady(String sentence) {
        if (unsteady == null) {
            unsteady = sentence;
        }
    }

    synchronized Exploration outcome() {
        long millis = millisBefore + (System.nanoTime() - start) / 1_000_000;
        Tally tally = new Tally(reach.scenarios() + ahead.size(), executions, steps, millis, survey);
        return new Exploration(best, unsteady, tally, reach);
    }
}
