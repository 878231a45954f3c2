package dev.faultline.shrink;

import dev.faultline.explore.Failure;
import dev.faultline.generate.Profile;
import dev.faultline.generate.Scenarios;
import dev.faultline.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a smaller failure by the same law elsewhere. Passes go downhill from where they start, one idea at a time, and some failures have no way down to
 * the smallest one: two tasks that race over one page never turn, by leaving something out, into one task that writes across two. So where the passes
 * end, fresh small scenarios are drawn, always the same ones, and each that could be smaller, were it to fail, is run a few times. What is found is
 * smaller by a task, an operation, a page or a preemption; a difference in values alone is not worth the search.
 */
final class Rivals {
    private static final int SCENARIOS = 20_000;
    private static final int OPERATIONS_MAX = 3;
    private static final long SEED = 1;

    private final Search search;

    Rivals(Search search) {
        this.search = search;
    }

    /** The first that is smaller than {@code best}, or null. */
    @Nullable
    Failure smallerThan(Failure best) {
        Size size = Search.sizeOf(best);
        Size limit = new Size(size.tasks(), size.operations(), size.pages(), size.preemptions(), 0, 0);
        Scenarios scenarios = new Scenarios(SEED, profile(best.scenario()));
        for (int i = 0; i < SCENARIOS && !search.isSpent(); i++) {
            Scenario scenario = scenarios.get(i);
            Size least = Size.of(scenario, 0, 0);
            boolean smaller = new Size(least.tasks(), least.operations(), least.pages(), 0, 0, 0).compareTo(limit) < 0;
            Failure found = smaller ? search.glance(scenario, limit) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static Profile profile(Scenario scenario) {
        Profile all = Profile.standard();
        return new Profile(
                Math.min(all.tasksMax(), scenario.tasks().size()),
                Math.min(OPERATIONS_MAX, scenario.operationCount()),
                all.filesMax(),
                scenario.tasks().size() > 1,
                scenario.tasks().size() > 1,
                scenario.readErrors() > 0);
    }
}
