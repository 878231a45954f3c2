package dev.faultline.shrink;

import dev.faultline.execution.Program;
import dev.faultline.explore.Failure;
import dev.faultline.explore.Runner;
import dev.faultline.scenario.Scenario;
import dev.faultline.schedule.RandomWalk;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes a run smaller that got stuck in Java code. Such a run costs all the time after which it is called stuck, and a thread that is never given
 * back and may keep a core busy for good; so there is to be one more of them, not hundreds. One that does not get stuck costs next to nothing, and
 * so this goes the other way than {@link Shrinker}: from the smallest scenarios that could be to blame upwards, and the first that gets stuck is it.
 *
 * <p>It is not the smallest there is: operations are tried alone and in pairs, numbers only as far as each goes by itself, and of the schedules a few.
 */
public final class StuckShrinker {
    private static final int SCHEDULES = 12;
    private static final int PROPOSALS_MAX = 600;
    private static final int REDUCTIONS_MAX = 40;

    private final Runner runner;
    private volatile @Nullable Program program;

    public StuckShrinker(Runner runner) {
        this.runner = runner;
    }

    /**
     * The first smaller failure that gets stuck as well, {@code failure} itself when none does. A runner that got stuck is of no more use.
     */
    public Failure shrink(Failure failure) {
        Failure smaller = runner.supervise(
                () -> {
                    tryAll(failure.scenario());
                    return failure;
                },
                violation -> runner.failure(Objects.requireNonNull(program), violation));
        return runner.waitedForAnEarlierRun() ? failure : smaller;
    }

    private void tryAll(Scenario scenario) {
        RandomWalk walk = new RandomWalk(0);
        for (Scenario proposal : proposals(scenario)) {
            Program made = Program.of(proposal);
            program = made;
            for (int seed = 0; seed < SCHEDULES; seed++) {
                walk.seed(seed);
                runner.run(made, walk);
            }
        }
    }

    /** Smallest first. */
    static List<Scenario> proposals(Scenario scenario) {
        List<Scenario> proposals = new ArrayList<>();
        for (Scenario few : new FewestOperations().proposals(scenario)) {
            if (proposals.size() < PROPOSALS_MAX) {
                addReductions(few, proposals);
            }
        }
        return proposals.stream()
                .map(Names::plain)
                .distinct()
                .sorted((left, right) -> Size.of(left, 0, 0).compareTo(Size.of(right, 0, 0)))
                .toList();
    }

    private static void addReductions(Scenario scenario, List<Scenario> proposals) {
        Scenario next = scenario;
        for (int i = 0; next != null && i < REDUCTIONS_MAX; i++) {
            proposals.add(next);
            next = reduced(next);
        }
    }

    private static @Nullable Scenario reduced(Scenario scenario) {
        Size limit = Size.of(scenario, 0, 0);
        for (Pass pass : List.of(new FewerPages(), new SimplerValues())) {
            for (Scenario proposal : pass.proposals(scenario)) {
                if (Size.of(proposal, 0, 0).compareTo(limit) < 0) {
                    return proposal;
                }
            }
        }
        return null;
    }
}
