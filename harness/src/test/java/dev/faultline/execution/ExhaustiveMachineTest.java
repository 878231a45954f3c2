package dev.faultline.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.generate.Profile;
import dev.faultline.generate.Scenarios;
import dev.faultline.kernel.AddressSpace;
import dev.faultline.kernel.CacheFolio;
import dev.faultline.kernel.FileInode;
import dev.faultline.kernel.Machine;
import dev.faultline.law.Laws;
import dev.faultline.law.Violation;
import dev.faultline.scenario.Scenario;
import dev.faultline.schedule.Exhaustive;
import dev.faultline.schedule.RandomWalk;
import dev.faultline.schedule.Scheduler;
import dev.faultline.spi.CopyStrategy;
import dev.faultline.strategy.BounceBuffer;
import dev.faultline.strategy.Linux2624WriteBegin;
import dev.faultline.strategy.Linux6;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * On the machine {@link Exhaustive} comes to every final state and every broken law that there is.
 */
class ExhaustiveMachineTest {
    private static final int RUNS_MAX = Integer.getInteger("faultline.test.runs", 2000);
    private static final int WALKS = Integer.getInteger("faultline.test.walks", 500);
    private static final int SCENARIOS = Integer.getInteger("faultline.test.scenarios", 40);

    private static CopyStrategy strategy(String name) {
        return switch (name) {
            case "linux-6" -> new Linux6();
            case "bounce-buffer" -> new BounceBuffer();
            default -> new Linux2624WriteBegin();
        };
    }

    /**
     * Running every interleaving is out of reach but for the least of these, so the search is held against many random
     * walks: what one of them meets, the search has met.
     */
    @ParameterizedTest
    @ValueSource(strings = {"linux-6", "linux-2.6.24", "bounce-buffer"})
    void missesNothingThatRandomWalksMeet(String name) {
        int compared = 0;
        int outcomes = 0;
        Scenarios scenarios = new Scenarios(11, Profile.small());
        try (Execution execution = new Execution(strategy(name), Backend.best())) {
            for (int i = 0; i < SCENARIOS; i++) {
                Scenario scenario = scenarios.get(i);
                Exhaustive search = new Exhaustive();
                Findings found = new Findings(execution, name, scenario, search, search::advance, RUNS_MAX);
                if (search.isComplete()) {
                    RandomWalk walk = new RandomWalk(i);
                    Findings met = new Findings(execution, name, scenario, walk, () -> true, WALKS);
                    assertThat(found.seen).as("%s", scenario).containsAll(met.seen);
                    compared++;
                    outcomes += found.seen.size();
                }
            }
        }
        assertThat(compared).isGreaterThan(SCENARIOS / 2);
        assertThat(outcomes).isGreaterThan(compared);
    }

    /** A store and a reclaim of the page that it goes to are few enough steps for every interleaving. */
    @Test
    void likeEveryInterleavingOfTheLeastScenarios() {
        for (String operation : List.of("reclaim(F page 0)", "writeback(F page 0)")) {
            Scenario scenario = Scenario.parse("""
                    machine page 2
                    file F 2: warm
                    process A
                      a = shared F page 0, 1 page, rw
                    task T1 in A
                      load(a+0:1)
                    task K1 kernel
                      %s
                    """.formatted(operation));
            try (Execution execution = new Execution(new Linux6(), Backend.best())) {
                EveryInterleaving every = new EveryInterleaving();
                Findings naive = new Findings(execution, "linux-6", scenario, every, every::advance, 1_000_000);
                Exhaustive search = new Exhaustive();
                Findings found = new Findings(execution, "linux-6", scenario, search, search::advance, 1_000_000);

                assertThat(found.seen).isEqualTo(naive.seen);
                assertThat(search.traces()).isLessThan(naive.runs);
            }
        }
    }

    private static final class Findings {
        private final TreeSet<String> seen = new TreeSet<>();
        private int runs;

        Findings(
                Execution execution,
                String name,
                Scenario scenario,
                Scheduler scheduler,
                BooleanSupplier advance,
                int runsMax) {
            Program program = Program.of(scenario);
            Laws laws = new Laws(strategy(name).guarantee());
            do {
                Ending ending = execution.run(program, scheduler, laws);
                Violation violation = laws.judge(ending);
                runs++;
                if (violation != null) {
                    seen.add(violation.law());
                } else if (!(ending instanceof Ending.Stopped)) {
                    seen.add(state(execution.machine()));
                }
            } while (runs < runsMax && advance.getAsBoolean());
        }

        private static String state(Machine machine) {
            StringBuilder text = new StringBuilder();
            for (FileInode file : machine.files()) {
                text.append(file.currentSize()).append(':');
                for (int offset = 0; offset < file.pagesMax() * machine.pageSize(); offset++) {
                    text.append(' ')
                            .append(machine.fileCell(file, offset))
                            .append('/')
                            .append(file.diskCell(offset));
                }
                for (int index = 0; index < file.pagesMax(); index++) {
                    CacheFolio folio = file.folioAt(index);
                    text.append(folio == null ? " -" : " " + folio.isUptodate() + folio.isDirty() + folio.references());
                }
            }
            for (AddressSpace space : machine.spaces()) {
                for (int address = 0; address < space.pages() * machine.pageSize(); address++) {
                    text.append(' ').append(machine.isMapped(space, address) ? machine.userCell(space, address) : -1);
                }
            }
            return text.toString();
        }
    }
}
