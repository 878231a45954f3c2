package dev.faultline.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.generate.Facts.Done;
import dev.faultline.scenario.CopyFileRange;
import dev.faultline.scenario.MappingSpec.Kind;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.PageState;
import dev.faultline.scenario.ProcessSpec;
import dev.faultline.scenario.Scenario;
import dev.faultline.scenario.TaskSpec;
import java.util.List;
import java.util.function.Predicate;
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
        "EIGHT_BYTE_PAGES, 80, 95",
        "READ_ERRORS, 5, 20",
        "BAD_PAGE, 1, 10",
        "HOLE, 5, 30",
        "FULL_DISK, 1, 10",
        "FEW_FRAMES, 1, 12",
        "WEAK_MEMORY, 20, 45",
        "GUARDED_BYTES, 1, 10",
        "FORCED_STORE, 1, 10",
        "PUNCH, 1, 10",
        "FILE_COPY, 5, 20",
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
        ONE_TASK(scenario -> userTasks(scenario) == 1),
        TWO_TASKS(scenario -> userTasks(scenario) == 2),
        MORE_TASKS(scenario -> userTasks(scenario) > 2),
        MORE_THAN_SIX_OPERATIONS_A_TASK(scenario ->
                scenario.tasks().stream().anyMatch(task -> task.operations().size() > 6)),
        TWO_FILES(scenario -> scenario.files().size() == 2),
        TWO_PROCESSES(scenario -> scenario.processes().size() == 2),
        FORK(scenario -> scenario.processes().stream().anyMatch(ProcessSpec::forked)),
        KERNEL_THREAD(scenario -> scenario.tasks().stream().anyMatch(TaskSpec::isKernelThread)),
        EIGHT_BYTE_PAGES(scenario -> scenario.pageSize() == 8),
        READ_ERRORS(scenario -> scenario.readErrors() > 0),
        BAD_PAGE(scenario -> holdsPage(scenario, PageState.BAD)),
        HOLE(scenario -> holdsPage(scenario, PageState.HOLE)),
        FULL_DISK(scenario -> scenario.machine().noSpace() > 0),
        FEW_FRAMES(scenario -> scenario.machine().frames() > 0),
        WEAK_MEMORY(scenario -> scenario.machine().weakMemory()),
        GUARDED_BYTES(scenario -> scenario.machine().guard() != null),
        FORCED_STORE(scenario -> does(scenario, Operation.Poke.class)),
        PUNCH(scenario -> does(scenario, Operation.Punch.class)),
        FILE_COPY(scenario -> does(scenario, CopyFileRange.class));

        private final Predicate<Scenario> occurs;

        Shapes(Predicate<Scenario> occurs) {
            this.occurs = occurs;
        }

        boolean occurs(Scenario scenario) {
            return occurs.test(scenario);
        }

        private static long userTasks(Scenario scenario) {
            return scenario.tasks().stream()
                    .filter(task -> !task.isKernelThread())
                    .count();
        }

        private static boolean holdsPage(Scenario scenario, PageState state) {
            return scenario.files().stream().anyMatch(file -> file.pages().contains(state));
        }

        private static boolean does(Scenario scenario, Class<? extends Operation> kind) {
            return scenario.tasks().stream()
                    .flatMap(task -> task.operations().stream())
                    .anyMatch(kind::isInstance);
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
