package dev.faultline.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.generate.Facts.Done;
import dev.faultline.scenario.MappingSpec.Kind;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.ProcessSpec;
import dev.faultline.scenario.Scenario;
import dev.faultline.scenario.TaskSpec;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What scenarios look like on the whole: the share of those in which something occurs, in percent, held to loosely. */
class DistributionTest {
    private static List<Scenario> sample = List.of();

    @BeforeAll
    static void generate() {
        Scenarios scenarios = new Scenarios(2, Profile.standard());
        sample = LongStream.range(0, 10_000).mapToObj(scenarios::get).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "ONE_TASK, 8, 30",
        "TWO_TASKS, 30, 60",
        "MORE_TASKS, 20, 55",
        "MORE_THAN_SIX_OPERATIONS_A_TASK, 0, 5",
        "TWO_FILES, 25, 50",
        "TWO_PROCESSES, 30, 65",
        "FORK, 10, 30",
        "KERNEL_THREAD, 20, 40",
        "READ_ERRORS, 5, 20",
        "EIGHT_BYTE_PAGES, 80, 95",
    })
    void shapes(Shapes shape, int least, int most) {
        assertShare(shape.name(), sample.stream().filter(shape::occurs).count(), least, most);
    }

    @ParameterizedTest
    @CsvSource({
        "SAME_PAGE, 45, 85",
        "OTHER_PAGE_OF_THE_FILE, 8, 50",
        "OTHER_FILE, 4, 30",
        "PRIVATE_MEMORY, 10, 40",
        "ANONYMOUS_MEMORY, 35, 75",
        "OUT_OF_BOUNDS, 10, 40",
        "PAGE_EXCHANGE, 20, 60",
        "SEVERAL_SEGMENTS, 10, 45",
        "PAST_THE_END, 20, 75",
    })
    void copies(Copying copying, int least, int most) {
        long count = sample.stream()
                .map(Facts::new)
                .filter(facts -> facts.any(done -> copying.occurs(facts, done)))
                .count();
        assertShare(copying.name(), count, least, most);
    }

    private static void assertShare(String what, long count, int least, int most) {
        assertThat(100.0 * count / sample.size()).as("percent of " + what).isBetween((double) least, (double) most);
    }

    enum Shapes {
        ONE_TASK,
        TWO_TASKS,
        MORE_TASKS,
        MORE_THAN_SIX_OPERATIONS_A_TASK,
        TWO_FILES,
        TWO_PROCESSES,
        FORK,
        KERNEL_THREAD,
        READ_ERRORS,
        EIGHT_BYTE_PAGES;

        boolean occurs(Scenario scenario) {
            return switch (this) {
                case ONE_TASK -> userTasks(scenario) == 1;
                case TWO_TASKS -> userTasks(scenario) == 2;
                case MORE_TASKS -> userTasks(scenario) > 2;
                case MORE_THAN_SIX_OPERATIONS_A_TASK ->
                    scenario.tasks().stream().anyMatch(task -> task.operations().size() > 6);
                case TWO_FILES -> scenario.files().size() == 2;
                case TWO_PROCESSES -> scenario.processes().size() == 2;
                case FORK -> scenario.processes().stream().anyMatch(ProcessSpec::forked);
                case KERNEL_THREAD -> scenario.tasks().stream().anyMatch(TaskSpec::isKernelThread);
                case READ_ERRORS -> scenario.readErrors() > 0;
                case EIGHT_BYTE_PAGES -> scenario.pageSize() == 8;
            };
        }

        private static long userTasks(Scenario scenario) {
            return scenario.tasks().stream()
                    .filter(task -> !task.isKernelThread())
                    .count();
        }
    }

    /** What a copy's user memory is to the file being copied. */
    enum Copying {
        SAME_PAGE,
        OTHER_PAGE_OF_THE_FILE,
        OTHER_FILE,
        PRIVATE_MEMORY,
        ANONYMOUS_MEMORY,
        OUT_OF_BOUNDS,
        PAGE_EXCHANGE,
        SEVERAL_SEGMENTS,
        PAST_THE_END;

        boolean occurs(Facts facts, Done done) {
            if (!(done.operation() instanceof Operation.Transfer transfer)) {
                return false;
            }
            return switch (this) {
                case SAME_PAGE -> Facts.meet(facts.target(done), facts.mapped(done));
                case OTHER_PAGE_OF_THE_FILE ->
                    !facts.mapped(done).isEmpty()
                            && !Facts.meet(facts.target(done), facts.mapped(done))
                            && facts.mapped(done).get(0).startsWith(transfer.file() + ":");
                case OTHER_FILE ->
                    facts.mapped(done).stream().anyMatch(page -> !page.startsWith(transfer.file() + ":"));
                case PRIVATE_MEMORY -> facts.buffers(done).stream().anyMatch(b -> facts.isKind(b, Kind.PRIVATE));
                case ANONYMOUS_MEMORY -> facts.buffers(done).stream().anyMatch(b -> facts.isKind(b, Kind.ANONYMOUS));
                case OUT_OF_BOUNDS -> facts.buffers(done).stream().anyMatch(facts::runsOut);
                case PAGE_EXCHANGE -> facts.isPageExchange(done);
                case SEVERAL_SEGMENTS -> transfer.buffers().size() > 1;
                case PAST_THE_END -> transfer.end() > facts.fileSize(done);
            };
        }
    }
}
