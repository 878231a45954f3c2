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
import dev.faultline.schedule.Scheduler;
import dev.faultline.spi.CopyStrategy;
import dev.faultline.strategy.BounceBuffer;
import dev.faultline.strategy.Linux2624WriteBegin;
import dev.faultline.strategy.Linux6;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * On the machine {@link Exhaustive} finds what running every interleaving finds: the same final states, the same laws
 * broken.
 */
class ExhaustiveMachineTest {
    private static final int RUNS_MAX = Integer.getInteger("faultline.test.runs", 2000);
    private static final int SCENARIOS = Integer.getInteger("faultline.test.scenarios", 40);

    private static CopyStrategy strategy(String name) {
        return switch (name) {
            case "linux-6" -> new Linux6();
            case "bounce-buffer" -> new BounceBuffer();
            default -> new Linux2624WriteBegin();
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux-6", "linux-2.6.24", "bounce-buffer"})
    void likeNaiveSearch(String name) {
        int compared = 0;
        Scenarios scenarios = new Scenarios(7, Profile.small());
        try (Execution execution = new Execution(strategy(name), Backend.best())) {
            for (int i = 0; i < SCENARIOS; i++) {
                Scenario scenario = scenarios.get(i);
                EveryInterleaving every = new EveryInterleaving();
                Findings naive = new Findings(execution, name, scenario, every, every::advance);
                if (naive.runs < RUNS_MAX) {
                    Exhaustive search = new Exhaustive();
                    Findings found = new Findings(execution, name, scenario, search, search::advance);
                    assertThat(found.seen).as("%s", scenario).isEqualTo(naive.seen);
                    assertThat(search.isComplete()).isTrue();
                    assertThat(search.traces()).isLessThanOrEqualTo(naive.runs);
                    compared++;
                }
            }
        }
        assertThat(compared).isPositive();
    }

    private static final class Findings {
        private final TreeSet<String> seen = new TreeSet<>();
        private int runs;

        Findings(Execution execution, String name, Scenario scenario, Scheduler scheduler, BooleanSupplier advance) {
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
            } while (runs < RUNS_MAX && advance.getAsBoolean());
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
