package dev.faultline.explore;

import dev.faultline.explore.Exploration.Finding;
import dev.faultline.explore.Reach.Work;
import org.jspecify.annotations.Nullable;

/**
 * What the workers of an exhaustive verification share: who takes which scenario, what is done, when to stop, and the failure with the lowest number.
 *
 * <p>Scenarios are handed out in order and finished out of order. Whatever is finished stays so; what is not counts nowhere. So that every call comes
 * further than the one before it, none ends before it has finished one scenario, whatever its budget; only an interruption ends it at once. One scenario that
 * was given cannot be gone on with, and may have no end of interleavings to speak of: its budget ends it, and what was run of it counts.
 */
final class Census {
    private static final long NONE = -1;

    private final Budget budget;
    private final long start = System.nanoTime();
    private final long millisBefore;
    private final long scenariosBefore;
    private final Survey surveyBefore;
    private final Surveyor met = new Surveyor();
    private Reach reach;
    private long next;
    private long executionsHere;
    private long stepsHere;
    private Survey unfinished = Survey.NOTHING;
    private @Nullable Found best;
    private @Nullable String unsteady;

    /** A failure, and what was run of its scenario until then. */
    private record Found(Finding finding, long executions, long steps, Survey survey) {}

    /** @param before what it took to come to where this goes on from, and what was met there */
    Census(Reach from, Tally before, Budget budget) {
        reach = from;
        scenariosBefore = from.scenarios();
        millisBefore = before.elapsedMillis();
        surveyBefore = before.survey();
        this.budget = budget;
    }

    /** The next scenario's number, or a negative one when there is nothing left to do. */
    synchronized long take() {
        long open = reach.done().nextOpen(next);
        if (open >= reach.total() || mustStop(open)) {
            return NONE;
        }
        next = open + 1;
        return open;
    }

    /** Counts executions of the scenario with this number. False when it is to be left as it is. */
    synchronized boolean count(long number, long executionsMore, long stepsMore) {
        executionsHere += executionsMore;
        stepsHere += stepsMore;
        return !mustStop(number);
    }

    private boolean mustStop(long number) {
        boolean spent = (isOne() || reach.scenarios() > scenariosBefore) && budget.isSpent(here());
        return spent || Interruption.isRequested() || unsteady != null || best != null && number > best.finding.index();
    }

    /** All interleavings of a scenario were run, and this is what was met in them. */
    synchronized void done(long number, Work work, Surveyor more) {
        reach = reach.plus(number, work);
        met.add(more);
    }

    private boolean isOne() {
        return reach.bound() == null;
    }

    /** Some interleavings of a scenario were run, and this is what was met in them. */
    synchronized void leftOff(Surveyor more) {
        if (isOne()) {
            unfinished = more.survey();
        }
    }

    /** A scenario broke a law, after so many executions of it. */
    synchronized void found(Finding finding, long executions, long steps, Survey more) {
        if (best == null || finding.index() < best.finding.index()) {
            best = new Found(finding, executions, steps, more);
        }
    }

    synchronized void isUnsteady(String sentence) {
        if (unsteady == null) {
            unsteady = sentence;
        }
    }

    private Tally here() {
        long millis = (System.nanoTime() - start) / 1_000_000;
        return new Tally(reach.scenarios() - scenariosBefore, executionsHere, stepsHere, millis);
    }

    synchronized Exploration outcome() {
        Found found = best;
        Tally here = here();
        Survey survey = surveyBefore.plus(met.survey());
        if (isOne()) {
            Survey all = found == null ? survey.plus(unfinished) : found.survey;
            return new Exploration(
                    found == null ? null : found.finding,
                    unsteady,
                    new Tally(1, executionsHere, stepsHere, here.elapsedMillis(), all),
                    reach,
                    here);
        }
        Tally tally = new Tally(
                reach.scenarios() + (found == null ? 0 : 1),
                reach.executions() + (found == null ? 0 : found.executions),
                reach.steps() + (found == null ? 0 : found.steps),
                millisBefore + here.elapsedMillis(),
                found == null ? survey : survey.plus(found.survey));
        return new Exploration(found == null ? null : found.finding, unsteady, tally, reach, here);
    }
}
