package dev.faultline.execution;

import static dev.faultline.SampleStrategies.exhibit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.generate.Profile;
import dev.faultline.generate.Scenarios;
import dev.faultline.scenario.ProcessSpec;
import dev.faultline.scenario.Scenario;
import dev.faultline.schedule.Exhaustive;
import dev.faultline.schedule.Portfolio;
import dev.faultline.schedule.RandomWalk;
import dev.faultline.spi.CopyStrategy;
import dev.faultline.strategy.FreeBsd;
import dev.faultline.strategy.Linux6;
import dev.faultline.strategy.PageFlip;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * An entry of a lower table that is shared goes by several pages, and a step that touches it by one touches all. {@link
 * FootprintSwapTest} and {@link ExhaustiveMachineTest} once more, where every fork shares.
 */
class SharedTableSwapTest {
    private static final int SCENARIOS = Integer.getInteger("faultline.test.scenarios", 25);
    private static final int WALKS = 300;
    private static final int RUNS_MAX = 5000;

    private static List<Scenario> forks() {
        Scenarios scenarios = new Scenarios(7, new Profile(3, 3, 2, true, true, true, true));
        return LongStream.iterate(0, index -> index + 1)
                .mapToObj(scenarios::get)
                .filter(scenario -> scenario.processes().stream().anyMatch(ProcessSpec::forked))
                .map(scenario -> scenario.withMachine(scenario.machine().withSharedTables(true)))
                .limit(SCENARIOS)
                .toList();
    }

    @Test
    void neighboursThatDoNotConflictMayChangePlaces() {
        List<Scenario> forks = forks();
        int swaps = 0;
        for (CopyStrategy strategy : List.of(
                new Linux6(),
                new FreeBsd(),
                new PageFlip(),
                exhibit("shared-table-in-place"),
                exhibit("table-shared-without-flush"))) {
            try (Execution execution = new Execution(strategy, Backend.best())) {
                Swaps tried = new Swaps(strategy, execution, 0);
                for (int i = 0; i < SCENARIOS; i++) {
                    tried.tryAll(forks.get(i), Portfolio.standard(i));
                }
                assertThat(tried.differences).isEmpty();
                swaps += tried.swaps;
            }
        }
        assertThat(swaps).isGreaterThan(10 * SCENARIOS);
    }

    @Test
    void theSearchMissesNothingThatRandomWalksMeet() {
        Program program = Program.of(Scenario.parse("""
                machine page 2, shared tables
                file F 2: warm
                process A
                  a = anonymous 1 page, rw, filled
                  s = shared F page 0, 1 page, rw
                process B forked
                task T1 in A
                  load(s+0:1)
                  fork(B)
                  store(a+0:1)
                task T2 in B
                  load(a+0:1)
                task K1 kernel
                  reclaim(F page 0)
                """));
        CopyStrategy strategy = new Linux6();
        try (Execution execution = new Execution(strategy, Backend.best())) {
            Exhaustive search = new Exhaustive();
            Findings found = new Findings(execution, strategy, program, search, search::advance, RUNS_MAX);
            Findings met = new Findings(execution, strategy, program, new RandomWalk(1), () -> true, WALKS);

            assertThat(search.isComplete()).isTrue();
            assertThat(found.seen).containsAll(met.seen).hasSizeGreaterThan(1);
        }
    }
}
