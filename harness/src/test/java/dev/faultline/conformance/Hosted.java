package dev.faultline.conformance;

import dev.faultline.scenario.Buffer;
import dev.faultline.scenario.FileSpec;
import dev.faultline.scenario.MachineSpec;
import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.MappingSpec.Kind;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.ProcessSpec;
import dev.faultline.scenario.Scenario;
import dev.faultline.scenario.TaskSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A generated program as a process of the host can run it: one task, pages of 4096 bytes, and of its operations those that Java can make.
 *
 * <p>Left out: what the host's Java has no call for (fork, mprotect, madvise, reclaim), what leaves no trace in a sequential program (fsync), memory of another
 * protection than read or read-write, buffers that run past the end of their mapping, where on the host something else may be, and copies of bytes onto bytes
 * that the same copy has still to read: what comes of those hangs on the direction and width of the processor's instruction, and the laws allow it all.
 */
final class Hosted {
    static final int PAGE = Stretch.PAGE;

    private final int pageSize;
    private final Stretch stretch;
    private final Map<String, MappingSpec> mapped = new HashMap<>();
    private final Set<String> gone = new HashSet<>();

    private Hosted(int pageSize) {
        this.pageSize = pageSize;
        stretch = new Stretch(pageSize);
    }

    /** The program as it can run; it may have lost all of its operations. */
    static Scenario of(Scenario small) {
        Hosted hosted = new Hosted(small.pageSize());
        List<FileSpec> files = small.files().stream()
                .map(file -> new FileSpec(file.name(), hosted.stretch.of(file.size()), file.pages()))
                .toList();
        List<ProcessSpec> processes = new ArrayList<>();
        for (ProcessSpec process : small.processes()) {
            process.mappings().forEach(mapping -> hosted.mapped.put(mapping.name(), mapping));
            processes.add(process);
        }
        TaskSpec task = small.tasks().get(0);
        List<Operation> operations = new ArrayList<>();
        for (Operation operation : task.operations()) {
            if (hosted.canRun(operation)) {
                operations.add(hosted.stretch.of(operation));
            }
        }
        return new Scenario(
                MachineSpec.ofPage(PAGE).withCpus(small.machine().cpus()),
                files,
                processes,
                List.of(new TaskSpec(task.name(), task.process(), operations)));
    }

    private boolean canRun(Operation operation) {
        if (operation instanceof Operation.Mmap mmap) {
            boolean copies = mmap.populate() && mmap.mapping().kind() == Kind.PRIVATE;
            return !copies && mapped.put(mmap.mapping().name(), mmap.mapping()) == null;
        }
        if (operation instanceof Operation.Munmap munmap) {
            MappingSpec mapping = mapped.get(munmap.mapping());
            boolean whole =
                    mapping != null && mapping.readable() && munmap.page() == 0 && munmap.pages() >= mapping.pages();
            return whole && gone.add(munmap.mapping());
        }
        if (operation instanceof Operation.Truncate) {
            return true;
        }
        boolean into = operation instanceof Operation.Read || operation instanceof Operation.Store;
        boolean known = operation instanceof Operation.Transfer
                || operation instanceof Operation.Load
                || operation instanceof Operation.Store;
        return known
                && operation.buffers().stream().allMatch(buffer -> isThere(buffer, into))
                && !(stretch.of(operation) instanceof Operation.Transfer transfer && copiesOntoItself(transfer));
    }

    private boolean copiesOntoItself(Operation.Transfer transfer) {
        return copiesOntoItself(transfer, mapped);
    }

    /** Whether a copy puts bytes where it has still to read some. */
    static boolean copiesOntoItself(Operation.Transfer transfer, Map<String, MappingSpec> mapped) {
        int position = transfer.position();
        for (Buffer buffer : transfer.buffers()) {
            MappingSpec mapping = Objects.requireNonNull(mapped.get(buffer.mapping()));
            int offset = mapping.filePage() * PAGE + buffer.offset();
            boolean same = transfer.file().equals(mapping.file()) && offset != position;
            if (same && Math.abs(offset - position) < buffer.length()) {
                return true;
            }
            position += buffer.length();
        }
        return false;
    }

    private boolean isThere(Buffer buffer, boolean written) {
        MappingSpec mapping = mapped.get(buffer.mapping());
        return mapping != null
                && !gone.contains(buffer.mapping())
                && mapping.readable()
                && (mapping.writable() || !written)
                && buffer.offset() + buffer.length() <= mapping.pages() * pageSize;
    }
}
