package dev.faultline.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The steps by which a scenario is made smaller, by kind. Each method lists scenarios that are consistent and differ from the given one in one
 * thing and what hangs on it, in a fixed order, boldest first. Which of them is good, and what smaller means when two differ, is the shrinker's
 * to say: a list may hold a scenario that is merely different, as when a warm page becomes cold.
 */
public final class Reductions {
    private final Scenario scenario;
    private final List<Scenario> found = new ArrayList<>();

    private Reductions(Scenario scenario) {
        this.scenario = scenario;
    }

    /** Without one task. */
    public static List<Scenario> tasks(Scenario scenario) {
        Reductions reductions = new Reductions(scenario);
        for (int i = scenario.tasks().size() - 1; i >= 0; i--) {
            int task = i;
            reductions.offer(draft -> draft.tasks().remove(task));
        }
        return reductions.found;
    }

    /** Without one operation, later ones first. */
    public static List<Scenario> operations(Scenario scenario) {
        Reductions reductions = new Reductions(scenario);
        for (int i = scenario.tasks().size() - 1; i >= 0; i--) {
            int task = i;
            for (int j = scenario.tasks().get(i).operations().size() - 1; j >= 0; j--) {
                int index = j;
                reductions.offer(draft -> draft.removeOperation(task, index));
            }
        }
        return reductions.found;
    }

    /** Without one process, file, mapping or buffer, or one page of one. */
    public static List<Scenario> pages(Scenario scenario) {
        Reductions reductions = new Reductions(scenario);
        reductions.withoutProcesses();
        reductions.withoutFiles();
        reductions.withoutMappings();
        reductions.withoutBuffers();
        Shifts shifts = new Shifts(scenario);
        for (FileSpec file : scenario.files()) {
            reductions.offer(draft -> shifts.dropFirstPage(draft, file));
            reductions.offer(draft -> shifts.dropLastPage(draft, file));
        }
        Layout layout = Layout.of(scenario);
        for (int i = 0; i < layout.mappings(); i++) {
            MappingSpec mapping = layout.mapping(i);
            if (mapping.pages() > 1) {
                reductions.offer(draft -> shifts.dropFirstPage(draft, mapping));
                reductions.offer(draft -> shifts.dropLastPage(draft, mapping));
            }
        }
        return reductions.found;
    }

    /** With one number smaller, one flag plainer, one page state plainer. */
    public static List<Scenario> values(Scenario scenario) {
        Reductions reductions = new Reductions(scenario);
        MachineSpec machine = scenario.machine();
        for (int errors : Numbers.below(machine.readErrors(), 0)) {
            reductions.accept(() -> scenario.withMachine(machine.withReadErrors(errors)));
        }
        for (int times : Numbers.below(machine.noSpace(), 0)) {
            reductions.accept(() -> scenario.withMachine(machine.withNoSpace(times)));
        }
        for (int times : Numbers.below(machine.signals(), 0)) {
            reductions.accept(() -> scenario.withMachine(machine.withSignals(times)));
        }
        for (int times : Numbers.below(machine.shortTransfers(), 0)) {
            reductions.accept(() -> scenario.withMachine(machine.withShortTransfers(times)));
        }
        if (machine.reclaims()) {
            reductions.accept(() -> scenario.withMachine(machine.withReclaim(false)));
        }
        for (int frames : Numbers.below(machine.frames(), 0)) {
            reductions.accept(() -> scenario.withMachine(machine.withFrames(frames)));
        }
        if (machine.cpus() > 0) {
            reductions.accept(() -> scenario.withMachine(machine.withCpus(0)));
        }
        Buffer guard = machine.guard();
        if (guard != null) {
            reductions.accept(() -> scenario.withMachine(machine.withGuard(null)));
            for (int length : Numbers.below(guard.length(), 1)) {
                Buffer shorter = new Buffer(guard.mapping(), guard.offset(), length);
                reductions.accept(() -> scenario.withMachine(machine.withGuard(shorter)));
            }
            for (int offset : Numbers.below(guard.offset(), 0)) {
                Buffer earlier = new Buffer(guard.mapping(), offset, guard.length());
                reductions.accept(() -> scenario.withMachine(machine.withGuard(earlier)));
            }
        }
        if (machine.weakMemory()) {
            reductions.accept(() -> scenario.withMachine(machine.withWeakMemory(false)));
        }
        if (machine.sharedTables()) {
            reductions.accept(() -> scenario.withMachine(machine.withSharedTables(false)));
        }
        for (PipeSpec pipe : scenario.machine().pipes()) {
            for (int pages : Numbers.below(pipe.pages(), 1)) {
                reductions.accept(() -> scenario.withMachine(scenario.machine()
                        .withPipes(scenario.machine().pipes().stream()
                                .map(old -> old == pipe ? new PipeSpec(pipe.name(), pages) : old)
                                .toList())));
            }
        }
        reductions.plainerFiles();
        reductions.plainerMappings();
        for (int i = 0; i < scenario.tasks().size(); i++) {
            int task = i;
            List<Operation> operations = scenario.tasks().get(i).operations();
            for (int j = 0; j < operations.size(); j++) {
                int index = j;
                for (Operation plainer : Numbers.smaller(operations.get(j), scenario.pageSize())) {
                    reductions.accept(() -> scenario.withOperation(task, index, plainer));
                }
            }
        }
        return reductions.found;
    }

    private void withoutProcesses() {
        for (int i = scenario.processes().size() - 1; i >= 0; i--) {
            int process = i;
            offer(draft -> draft.processes().remove(process));
        }
    }

    private void withoutFiles() {
        for (int i = scenario.files().size() - 1; i >= 0; i--) {
            int file = i;
            offer(draft -> draft.files().remove(file));
        }
    }

    private void withoutMappings() {
        for (ProcessSpec process : scenario.processes()) {
            for (MappingSpec mapping : process.mappings()) {
                offer(draft -> draft.removeMapping(mapping.name()));
            }
        }
    }

    private void withoutBuffers() {
        for (int i = 0; i < scenario.tasks().size(); i++) {
            int task = i;
            List<Operation> operations = scenario.tasks().get(i).operations();
            for (int j = 0; j < operations.size(); j++) {
                int index = j;
                if (operations.get(j) instanceof Operation.Transfer transfer
                        && transfer.buffers().size() > 1) {
                    for (int k = transfer.buffers().size() - 1; k >= 0; k--) {
                        List<Buffer> buffers = new ArrayList<>(transfer.buffers());
                        buffers.remove(k);
                        accept(() -> scenario.withOperation(task, index, transfer.with(transfer.position(), buffers)));
                    }
                }
            }
        }
    }

    private void plainerFiles() {
        for (int i = 0; i < scenario.files().size(); i++) {
            int number = i;
            FileSpec file = scenario.files().get(i);
            int least = Math.max(0, (file.pages().size() - 1) * scenario.pageSize() + 1);
            for (int size : Numbers.below(file.size(), least)) {
                offer(draft -> draft.files().set(number, new FileSpec(file.name(), size, file.pages())));
            }
            for (int page = 0; page < file.pages().size(); page++) {
                for (PageState state : PageState.values()) {
                    if (state.ordinal() < file.pages().get(page).ordinal()) {
                        List<PageState> states = new ArrayList<>(file.pages());
                        states.set(page, state);
                        offer(draft -> draft.files().set(number, new FileSpec(file.name(), file.size(), states)));
                    }
                }
            }
        }
    }

    private void plainerMappings() {
        Layout layout = Layout.of(scenario);
        for (int i = 0; i < layout.mappings(); i++) {
            MappingSpec mapping = layout.mapping(i);
            for (int page : Numbers.below(mapping.filePage(), 0)) {
                replace(mapping, mapping.withFilePage(page));
            }
            if (!mapping.readable() || !mapping.writable()) {
                replace(mapping, mapping.withProtection(true, true));
            }
            if (mapping.kind() == MappingSpec.Kind.PRIVATE && mapping.file() != null) {
                replace(
                        mapping,
                        new MappingSpec(
                                mapping.name(),
                                MappingSpec.Kind.SHARED,
                                mapping.file(),
                                mapping.filePage(),
                                mapping.pages(),
                                mapping.readable(),
                                mapping.writable(),
                                false));
            }
        }
    }

    private void replace(MappingSpec old, MappingSpec replacement) {
        offer(draft -> draft.changeMappings(mapping -> mapping.equals(old) ? replacement : mapping));
    }

    private void offer(Consumer<Draft> edit) {
        accept(() -> {
            Draft draft = new Draft(scenario);
            edit.accept(draft);
            return draft.toScenario();
        });
    }

    /** Keeps what can be made and is different. */
    private void accept(Supplier<Scenario> maker) {
        try {
            Scenario made = maker.get();
            if (!made.equals(scenario)) {
                found.add(made);
            }
        } catch (ScenarioException inconsistent) {
            // not every step can be taken from here
        }
    }
}
