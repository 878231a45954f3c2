package dev.faultline.explore;

import dev.faultline.explore.Exploration.Finding;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What the workers of an exploration share: who takes which scenario, when to stop, and the best that was found.
 *
 * <p>Scenarios are handed out in order and every one that was handed out is brought to its end, so when something is found at index k, all before k
 * have been or are being run. Nothing after k is begun any more, and the lowest index wins. Which that is depends on the seed alone, not on how
 * many workers there are or how fast; a budget of time can only decide whether it is reached.
 */
final class Frontier {
    private static final long NONE = -1;

    private final Plan plan;
    private final long executionsMax;
    private final long nanosMax;
    private final long start = System.nanoTime();
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong scenarios = new AtomicLong();
    private final AtomicLong executions = new AtomicLong();
    private final AtomicLong steps = new AtomicLong();
    private final AtomicReference<Survey> survey = new AtomicReference<>(Survey.NOTHING);
    private final AtomicReference<@Nullable Finding> best = new AtomicReference<>();
    private final AtomicReference<@Nullable String> unsteady = new AtomicReference<>();

    Frontier(Budget budget, Plan plan) {
        this.plan = plan;
        executionsMax = budget.executionsMax();
        nanosMax = budget.nanosMax();
    }

    /** The next scenario's index, or a negative number when there is nothing left to do. */
    long take() {
        if (System.nanoTime() - start >= nanosMax || unsteady.get() != null) {
            return NONE;
        }
        long index = next.getAndIncrement();
        Finding found = best.get();
        boolean behind = found != null && index > found.index();
        return behind || executionsOf(index) <= 0 ? NONE : index;
    }

    /** How often the scenario with this index is to be run: the last one gets what is left of the budget. */
    int executionsOf(long index) {
        int planned = plan.executionsOf(index);
        if (executionsMax == Long.MAX_VALUE) {
            return planned;
        }
        return (int) Math.min(planned, Math.max(0, executionsMax - plan.before(index)));
    }

    /** How many executions the scenarios before this index have. */
    long before(long index) {
        return plan.before(index);
    }

    void count(int executionsMore, long stepsMore) {
        scenarios.getAndIncrement();
        executions.getAndAdd(executionsMore);
        steps.getAndAdd(stepsMore);
    }

    /** A worker is through, and this is what it met. */
    void surveyed(Survey more) {
        survey.accumulateAndGet(more, Survey::plus);
    }

    void found(Finding finding) {
        best.accumulateAndGet(
                finding, (old, now) -> old == null || (now != null && now.index() < old.index()) ? now : old);
    }

    void isUnsteady(String sentence) {
        unsteady.compareAndSet(null, sentence);
    }

    Tally tally() {
        long elapsedMillis = (System.nanoTime() - start) / 1_000_000;
        return new Tally(
                plan.scenarios(scenarios.get()),
                executions.get(),
                steps.get(),
                elapsedMillis,
                Objects.requireNonNull(survey.get()));
    }

    Exploration outcome() {
        return new Exploration(best.get(), unsteady.get(), tally());
    }
}
