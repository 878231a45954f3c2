package dev.faultline.shrink;

import dev.faultline.scenario.Scenario;
import java.util.List;
import java.util.function.Predicate;

/** Shrinks a scenario of which it is known by other means than a law whether it is of interest. */
public final class Smaller {
    private static final List<Pass> PASSES =
            List.of(new FewerOperations(), new FewerPages(), new SimplerValues(), new SimplerOperations());

    private Smaller() {}

    /** The smallest that passes reach from {@code scenario}, all the way of interest. */
    public static Scenario of(Scenario scenario, Predicate<Scenario> interesting) {
        Scenario best = scenario;
        Scenario smaller = scenario;
        while (smaller != null) {
            best = smaller;
            smaller = once(best, interesting);
        }
        return best;
    }

    private static Scenario once(Scenario best, Predicate<Scenario> interesting) {
        Size limit = Size.of(best, 0, 0);
        for (Pass pass : PASSES) {
            for (Scenario proposal : pass.proposals(best)) {
                if (Size.of(proposal, 0, 0).compareTo(limit) < 0 && interesting.test(proposal)) {
                    return proposal;
                }
            }
        }
        return null;
    }
}
