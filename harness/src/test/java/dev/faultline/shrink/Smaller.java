package dev.faultline.shrink;

import dev.faultline.report.ReplayFile;
import dev.faultline.scenario.Scenario;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** What is smaller by the order of shrinking, for tests elsewhere. */
public final class Smaller {
    /** The smaller counterexample comes first. */
    public static final Comparator<ReplayFile> ORDER = Comparator.comparing(file ->
            Size.of(file.scenario(), file.schedule().preemptions(), file.steps().size()));

    private static final List<Pass> PASSES =
            List.of(new FewerOperations(), new FewerPages(), new SimplerValues(), new SimplerOperations());

    private Smaller() {}

    /** Shrinks a scenario of which it is known by other means than a law whether it is of interest: the smallest that passes reach from {@code scenario}, all the way of interest. */
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
