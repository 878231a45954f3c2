package dev.faultline.execution;

import dev.faultline.kernel.AddressSpace;
import dev.faultline.kernel.FileInode;
import dev.faultline.kernel.Machine;
import dev.faultline.kernel.Vma;
import dev.faultline.scenario.Buffer;
import dev.faultline.scenario.FileSpec;
import dev.faultline.scenario.Layout;
import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.PageState;
import dev.faultline.scenario.PipeSpec;
import dev.faultline.scenario.ProcessSpec;
import dev.faultline.scenario.Scenario;
import dev.faultline.scenario.TaskSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings an empty machine to where a program begins. */
final class Setup {
    private static final int KERNEL = -1;

    private Setup() {}

    /** Returns the tasks that exist, one bit each. */
    static int run(Program program, Machine machine) {
        Scenario scenario = program.scenario();
        if (scenario.machine().reclaims()) {
            machine.settings().useDirectReclaim();
        }
        createFiles(program, machine);
        for (PipeSpec pipe : scenario.machine().pipes()) {
            machine.createPipe(pipe.name(), pipe.pages());
        }
        int exist = createTasks(program, machine, KERNEL, null);
        for (int process = 0; process < scenario.processes().size(); process++) {
            ProcessSpec spec = scenario.processes().get(process);
            if (!spec.forked()) {
                AddressSpace space = machine.createSpace();
                for (int i = 0; i < spec.mappings().size(); i++) {
                    map(program, machine, space, spec.mappings().get(i));
                }
                guard(program, machine, process, space);
                exist |= createTasks(program, machine, process, space);
            }
        }
        machine.settings().allowReadErrors(scenario.machine().readErrors());
        machine.settings().allowFullDisk(scenario.machine().noSpace());
        machine.settings().allowSignals(scenario.machine().signals());
        machine.settings().allowShortTransfers(scenario.machine().shortTransfers());
        if (scenario.machine().weakMemory()) {
            machine.settings().useWeakMemory();
        }
        if (scenario.machine().sharedTables()) {
            machine.settings().useSharedTables();
        }
        return exist;
    }

    private static void guard(Program program, Machine machine, int process, AddressSpace space) {
        Buffer guard = program.scenario().machine().guard();
        if (guard == null) {
            return;
        }
        Layout layout = program.layout();
        int mapping = layout.mappingNumber(guard.mapping());
        if (layout.rootOf(layout.processOf(mapping)) == process) {
            int from = layout.address(mapping, guard.offset());
            machine.guard(space, from, from + guard.length());
        }
    }

    private static void createFiles(Program program, Machine machine) {
        List<FileSpec> files = program.scenario().files();
        for (int number = 0; number < files.size(); number++) {
            FileSpec spec = files.get(number);
            FileInode file = machine.createFile(spec.name(), spec.size(), program.pagesMax(number));
            if (isPunched(program.scenario(), spec.name())) {
                machine.maySparse(file);
            }
            for (int page = 0; page < spec.pages().size(); page++) {
                PageState state = spec.pages().get(page);
                if (state.isCached()) {
                    machine.cache(file, page, state == PageState.DIRTY);
                } else if (state == PageState.BAD) {
                    file.makeBad(page);
                } else if (state == PageState.HOLE) {
                    machine.makeHole(file, page);
                }
            }
        }
    }

    private static boolean isPunched(Scenario scenario, String file) {
        for (TaskSpec task : scenario.tasks()) {
            for (Operation operation : task.operations()) {
                if (operation instanceof Operation.Punch punch && punch.file().equals(file)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void map(Program program, Machine machine, AddressSpace space, MappingSpec spec) {
        int mapping = program.layout().mappingNumber(spec.name());
        int file = program.layout().fileOf(mapping);
        machine.map(
                space,
                spec.name(),
                kind(spec),
                program.layout().page(mapping),
                spec.pages(),
                file < 0 ? null : machine.files().get(file),
                spec.filePage(),
                CallBuilder.protection(spec.readable(), spec.writable()),
                spec.filled() ? mapping : -1);
    }

    /** Creates the tasks of a process, or the kernel threads, and returns them, one bit each. */
    static int createTasks(Program program, Machine machine, int process, @Nullable AddressSpace space) {
        int created = 0;
        for (int task = 0; task < program.tasks(); task++) {
            if (program.processOf(task) == process) {
                machine.createTask(task, space, program.cpuOf(task));
                created |= 1 << task;
            }
        }
        return created;
    }

    static Vma.Kind kind(MappingSpec spec) {
        return switch (spec.kind()) {
            case SHARED -> Vma.Kind.SHARED;
            case PRIVATE -> Vma.Kind.PRIVATE;
            case ANONYMOUS -> Vma.Kind.ANONYMOUS;
        };
    }
}
