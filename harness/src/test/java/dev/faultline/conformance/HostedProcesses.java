package dev.faultline.conformance;

import dev.faultline.scenario.FileSpec;
import dev.faultline.scenario.Layout;
import dev.faultline.scenario.MachineSpec;
import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.Mremap;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.PageState;
import dev.faultline.scenario.ProcessSpec;
import dev.faultline.scenario.Scenario;
import dev.faultline.scenario.TaskSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A generated program as processes of the host can run it, with pages of 4096 bytes. Left out: what no system call asks for
 * (reclaim, writeback), errors of the disk, ends of processes, fsync, which on some file systems
 * zeroes what was stored past the end of the file and else leaves no trace, memory that can be written and not read, which processors do not have, and
 * copies of bytes onto bytes that the same copy has still to read, and moves of several pages among which there may be holes,
 * which Linux allows since 6.17.
 */
final class HostedProcesses {
    private final Stretch stretch;
    private final Map<String, MappingSpec> mappings = new HashMap<>();
    private final Map<String, Integer> torn = new HashMap<>();

    private HostedProcesses(Scenario small) {
        stretch = new Stretch(small.pageSize());
        Layout layout = Layout.of(small);
        for (int i = 0; i < layout.mappings(); i++) {
            mappings.put(layout.mapping(i).name(), layout.mapping(i));
        }
        for (TaskSpec task : small.tasks()) {
            for (Operation operation : task.operations()) {
                if (operation instanceof Operation.Munmap || operation instanceof Mremap) {
                    torn.merge(((Operation.RangeOperation) operation).mapping(), 1, Integer::sum);
                }
            }
        }
    }

    /** The program as it can run. */
    static Scenario of(Scenario small) {
        HostedProcesses hosted = new HostedProcesses(small);
        List<FileSpec> files = small.files().stream().map(hosted::file).toList();
        List<ProcessSpec> processes = small.processes().stream()
                .map(process -> new ProcessSpec(
                        process.name(),
                        process.forked(),
                        process.mappings().stream()
                                .map(HostedProcesses::readable)
                                .toList()))
                .toList();
        List<TaskSpec> tasks = new ArrayList<>();
        for (TaskSpec task : small.tasks()) {
            List<Operation> operations = task.operations().stream()
                    .filter(hosted::canRun)
                    .map(hosted::operation)
                    .toList();
            tasks.add(new TaskSpec(task.name(), task.process(), operations));
        }
        return new Scenario(
                MachineSpec.ofPage(Stretch.PAGE).withCpus(small.machine().cpus()), files, processes, tasks);
    }

    private FileSpec file(FileSpec file) {
        List<PageState> states = file.pages().stream()
                .map(state -> state == PageState.BAD ? PageState.COLD : state)
                .toList();
        return new FileSpec(file.name(), stretch.of(file.size()), states);
    }

    private static MappingSpec readable(MappingSpec mapping) {
        return mapping.withProtection(mapping.readable() || mapping.writable(), mapping.writable());
    }

    private boolean canRun(Operation operation) {
        if (operation instanceof Operation.Exit || operation instanceof Operation.Fsync) {
            return false;
        }
        if (operation instanceof Mremap move && move.pages() > 1 && torn.getOrDefault(move.mapping(), 0) > 1) {
            return false;
        }
        return !(stretch.of(operation) instanceof Operation.Transfer transfer
                && Hosted.copiesOntoItself(transfer, mappings));
    }

    private Operation operation(Operation operation) {
        if (operation instanceof Operation.Mmap mmap) {
            return new Operation.Mmap(readable(mmap.mapping()), mmap.populate());
        }
        if (operation instanceof Operation.Mprotect mprotect) {
            return new Operation.Mprotect(
                    mprotect.mapping(), mprotect.readable() || mprotect.writable(), mprotect.writable());
        }
        return stretch.of(operation);
    }
}
