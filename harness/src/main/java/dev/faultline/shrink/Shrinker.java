package dev.faultline.shrink;

import dev.faultline.explore.Failure;
import dev.faultline.explore.Runner;
import dev.faultline.law.Violation;
import dev.faultline.scenario.Scenario;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a failure as small as it can be reached: scenario and schedule together, since a smaller scenario needs a schedule of its own.
 *
 * <p>Passes propose smaller scenarios, {@link Search} finds out whether they still break the same law, {@link Size} says what smaller means and in which
 * order. A pass is taken again from its start after each success; fewer preemptions, which take the longest to search for, are not asked for before there are no
 * fewer tasks, operations and pages to be had. When nothing is left that helps, what there is cannot be made smaller by any single idea that a pass has. This is delta debugging (Zeller and Hildebrandt, TSE 2002) over structure instead of over text, with the schedule searched again at each step, as in
 * QuickCheck's parallel shrinking (Claessen et al., ICFP 2009). Where it ends, {@link Rivals} are looked for, and shrinking begins again from one that is smaller.
 *
 * <p>A livelock takes as many steps as a call is allowed at most, in every one of the many runs. So it is shrunk with less patience, and what comes out is run
 * once more with all of it.
 *
 * <p>Everything is counted and nothing timed: equal failures shrink to equal counterexamples.
 */
public final class Shrinker {
    private static final long EXECUTIONS_MAX = 300_000;
    private static final long STEPS_MAX = 40_000_000;

    private final Runner runner;

    public Shrinker(Runner runner) {
        this.runner = runner;
    }

    /** The smallest failure by the same law that can be reached from {@code failure}. */
    public Failure shrink(Failure failure) {
        Failure hasty = failure.violation().law().equals(Violation.LIVELOCK) ? shrunkHastily(failure) : null;
        return hasty != null ? hasty : smallest(failure, false);
    }

    /** Null when it cannot be done so. */
    private @Nullable Failure shrunkHastily(Failure failure) {
        Failure start = search(failure, true).again(failure);
        return start == null ? null : search(failure, false).again(smallest(start, true));
    }

    private Search search(Failure failure, boolean impatient) {
        return new Search(runner, failure.violation().law(), impatient, EXECUTIONS_MAX, STEPS_MAX);
    }

    private Failure smallest(Failure failure, boolean impatient) {
        Failure best = failure;
        Failure smaller = failure;
        while (smaller != null) {
            best = shrunk(smaller, search(failure, impatient));
            smaller = new Rivals(search(failure, impatient), search(failure, impatient)).smallerThan(best);
        }
        return best;
    }

    private static Failure shrunk(Failure failure, Search search) {
        List<Pass> before = List.of(
                new FewerTasks(),
                new FewerErrors(),
                new FewerOperations(),
                new SmallerPipes(),
                new FewerPages(),
                new OwnMemory());
        List<Pass> after = List.of(
                new SimplerValues(),
                new ThroughMappings(),
                new SimplerOperations(),
                new OtherOperations(),
                new OtherContents(),
                new OneTask());
        Set<Scenario> hopeless = new HashSet<>();
        Failure best = failure;
        Failure smaller = failure;
        while (smaller != null && !search.isSpent()) {
            best = smaller;
            smaller = first(before, best, search, hopeless);
            smaller = smaller != null ? smaller : search.simplify(best);
            smaller = smaller != null ? smaller : first(after, best, search, hopeless);
        }
        return renamed(smaller == null ? best : smaller, search);
    }

    /** What the first pass that helps makes of it, or null. */
    private static @Nullable Failure first(List<Pass> passes, Failure start, Search search, Set<Scenario> hopeless) {
        for (Pass pass : passes) {
            Failure smaller = applied(pass, start, search, hopeless);
            if (smaller != null) {
                return smaller;
            }
        }
        return null;
    }

    /** The pass again and again, as long as it helps; null when it does not help at all. */
    private static @Nullable Failure applied(Pass pass, Failure start, Search search, Set<Scenario> hopeless) {
        Failure best = start;
        Failure smaller = start;
        while (smaller != null) {
            best = smaller;
            smaller = once(pass, best, search, hopeless);
        }
        return best == start ? null : best;
    }

    private static @Nullable Failure once(Pass pass, Failure best, Search search, Set<Scenario> hopeless) {
        Size limit = Search.sizeOf(best);
        for (Scenario proposal : pass.proposals(best.scenario())) {
            if (search.isSpent()) {
                return null;
            }
            if (Size.of(proposal, 0, 0).compareTo(limit) >= 0 || hopeless.contains(proposal)) {
                continue;
            }
            Failure found = search.find(proposal, best, limit);
            if (found != null) {
                return found;
            }
            hopeless.add(proposal);
        }
        return null;
    }

    /** The same with the names that a scenario written from scratch would have. */
    private static Failure renamed(Failure failure, Search search) {
        Scenario plain = Names.plain(failure.scenario());
        Failure found = plain.equals(failure.scenario()) ? failure : search.same(plain, failure);
        return found == null ? failure : found;
    }
}
