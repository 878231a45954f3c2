package dev.faultline.law;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.execution.Backend;
import dev.faultline.execution.Ending;
import dev.faultline.execution.Execution;
import dev.faultline.execution.Forwarding;
import dev.faultline.execution.Program;
import dev.faultline.scenario.Scenario;
import dev.faultline.schedule.Pct;
import dev.faultline.schedule.PreemptionBounded;
import dev.faultline.schedule.RandomWalk;
import dev.faultline.schedule.Scheduler;
import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.vm.Branch;
import dev.faultline.strategy.BounceBuffer;
import dev.faultline.strategy.Direct;
import dev.faultline.strategy.FileToFile;
import dev.faultline.strategy.FreeBsd;
import dev.faultline.strategy.Linux2624TwoCopy;
import dev.faultline.strategy.Linux2624WriteBegin;
import dev.faultline.strategy.Linux6;
import dev.faultline.strategy.PageFlip;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings strategies before the laws: one scenario in many interleavings. */
final class Trial {
    private static final int RUNS = 3000;
    private static final int RUNS_OF_THE_INNOCENT = 400;
    private static final int MANY_RUNS = 1000;
    private static final List<CopyStrategy> SOUND = List.of(
            new Linux2624TwoCopy(),
            new Linux2624WriteBegin(),
            new Linux6(),
            new FreeBsd(),
            new BounceBuffer(),
            new PageFlip(),
            new Direct(),
            new FileToFile());

    private Trial() {}

    /** What the strategy is accused of in the first interleaving that breaks a law; there must be one. */
    static Violation accusation(CopyStrategy strategy, String scenario) {
        Violation violation = run(strategy, scenario, RUNS);
        assertThat(violation)
                .as("%s breaks a law in%n%s", strategy.name(), scenario)
                .isNotNull();
        return violation;
    }

    /** No sound strategy is accused of anything. */
    static void acquitsAll(String scenario) {
        SOUND.forEach(strategy -> acquits(strategy, scenario));
    }

    static void acquits(CopyStrategy strategy, String scenario) {
        assertThat(run(strategy, scenario, RUNS_OF_THE_INNOCENT))
                .as(strategy.name())
                .isNull();
    }

    /** As {@link #acquits}, in more interleavings, for what only a few of them come to. */
    static void acquitsInMany(CopyStrategy strategy, String scenario) {
        assertThat(run(strategy, scenario, MANY_RUNS)).as(strategy.name()).isNull();
    }

    /** As {@link #acquits}, and what the scenario is about comes to pass. */
    static void acquitsReaching(CopyStrategy strategy, String scenario, Branch... branches) {
        Program program = Program.of(Scenario.parse(scenario));
        Laws laws = new Laws(strategy.guarantee());
        long reached = 0;
        try (Execution execution = new Execution(strategy, Backend.best())) {
            for (int run = 0; run < RUNS_OF_THE_INNOCENT; run++) {
                Scheduler scheduler = run % 2 == 0 ? new RandomWalk(run) : new Pct(1 + run % 5, run);
                assertThat(laws.judge(execution.run(program, scheduler, laws))).isNull();
                reached |= execution.branches();
            }
        }
        for (Branch branch : branches) {
            assertThat(reached & 1L << branch.ordinal()).as(branch.toString()).isNotZero();
        }
    }

    /** What each operation of the only task returned, in the order in which they are written. */
    static List<Integer> results(CopyStrategy strategy, String scenario) {
        Program program = Program.of(Scenario.parse(scenario));
        Laws laws = new Laws(strategy.guarantee());
        List<Integer> results = new ArrayList<>();
        try (Execution execution = new Execution(strategy, Backend.best())) {
            Ending ending = execution.run(program, new RandomWalk(1), new Forwarding(laws) {
                @Override
                public void operationEnds(int task, int index, int result, int time) {
                    results.add(result);
                    super.operationEnds(task, index, result, time);
                }
            });
            assertThat(laws.judge(ending)).isNull();
        }
        return results;
    }

    /** Nothing is found in the first interleaving; for what has only one. */
    static void acquitsOnce(CopyStrategy strategy, String scenario) {
        assertThat(run(strategy, scenario, 1)).isNull();
    }

    /** Nothing is found in any interleaving with as many preemptions. */
    static void acquitsInEvery(int preemptions, CopyStrategy strategy, String scenario) {
        Program program = Program.of(Scenario.parse(scenario));
        Laws laws = new Laws(strategy.guarantee());
        PreemptionBounded all = new PreemptionBounded(preemptions);
        try (Execution execution = new Execution(strategy, Backend.best())) {
            do {
                assertThat(laws.judge(execution.run(program, all, laws))).isNull();
            } while (all.advance());
        }
    }

    private static @Nullable Violation run(CopyStrategy strategy, String scenario, int runs) {
        Program program = Program.of(Scenario.parse(scenario));
        Laws laws = new Laws(strategy.guarantee());
        try (Execution execution = new Execution(strategy, Backend.best())) {
            Violation violation = null;
            for (int run = 0; run < runs && violation == null; run++) {
                Scheduler scheduler = run % 2 == 0 ? new RandomWalk(run) : new Pct(1 + run % 5, run);
                Ending ending = execution.run(program, scheduler, laws);
                violation = laws.judge(ending);
            }
            return violation;
        }
    }
}
