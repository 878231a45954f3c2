package dev.faultline.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A scenario being made smaller. Taking something away may leave others hanging: an operation without its file, a task without its process.
 * {@link #toScenario} takes those away too, until the rest is consistent, and tasks with nothing left to do as well.
 */
final class Draft {
    private MachineSpec machine;
    private final List<FileSpec> files;
    private final List<ProcessSpec> processes;
    private final List<TaskSpec> tasks;

    Draft(Scenario original) {
        machine = original.machine();
        files = new ArrayList<>(original.files());
        processes = new ArrayList<>(original.processes());
        tasks = new ArrayList<>(original.tasks());
    }

    List<FileSpec> files() {
        return files;
    }

    List<ProcessSpec> processes() {
        return processes;
    }

    List<TaskSpec> tasks() {
        return tasks;
    }

    void removeOperation(int task, int index) {
        TaskSpec old = tasks.get(task);
        List<Operation> operations = new ArrayList<>(old.operations());
        operations.remove(index);
        tasks.set(task, new TaskSpec(old.name(), old.process(), operations));
    }

    /** Takes a mapping away where it is declared. */
    void removeMapping(String name) {
        for (int i = 0; i < processes.size(); i++) {
            ProcessSpec process = processes.get(i);
            processes.set(i, withMappings(process, mapping -> mapping.name().equals(name) ? null : mapping));
        }
        changeOperations(operation -> operation instanceof Operation.Mmap mmap
                                && mmap.mapping().name().equals(name)
                        || operation instanceof Mremap move && move.name().equals(name)
                ? null
                : operation);
    }

    /** Puts each mapping's replacement in its place, whether it is declared in a process or made by mmap. */
    void changeMappings(UnaryOperator<MappingSpec> change) {
        processes.replaceAll(process -> withMappings(process, change::apply));
        changeOperations(operation -> operation instanceof Operation.Mmap mmap
                ? new Operation.Mmap(change.apply(mmap.mapping()), mmap.populate())
                : operation);
    }

    /** Puts each operation's replacement in its place; null takes it away. */
    void changeOperations(Change<Operation> change) {
        tasks.replaceAll(task -> new TaskSpec(task.name(), task.process(), change.applyToAll(task.operations())));
    }

    /** @throws ScenarioException when what is left is not consistent */
    Scenario toScenario() {
        int size;
        do {
            size = size();
            dropWhatHangs();
        } while (size() < size);
        tasks.removeIf(task -> task.operations().isEmpty());
        MachineSpec kept = machine.withPipesOf(tasks.stream().flatMap(task -> task.operations().stream()));
        return new Scenario(kept, files, processes, tasks);
    }

    private void dropWhatHangs() {
        Set<String> fileNames = new HashSet<>();
        files.forEach(file -> fileNames.add(file.name()));
        processes.replaceAll(process -> withMappings(
                process, mapping -> mapping.file() == null || fileNames.contains(mapping.file()) ? mapping : null));
        Set<String> processNames = new HashSet<>();
        processes.forEach(process -> processNames.add(process.name()));
        tasks.removeIf(task -> task.process() != null && !processNames.contains(task.process()));
        Set<String> mappings = new HashSet<>();
        Set<String> forked = new HashSet<>();
        processes.forEach(process -> process.mappings().forEach(mapping -> mappings.add(mapping.name())));
        for (TaskSpec task : tasks) {
            for (Operation operation : task.operations()) {
                if (operation instanceof Operation.Mmap mmap) {
                    mappings.add(mmap.mapping().name());
                } else if (operation instanceof Mremap move) {
                    mappings.add(move.name());
                } else if (operation instanceof Operation.Fork fork) {
                    forked.add(fork.process());
                }
            }
        }
        changeOperations(operation -> keepIfWhole(operation, fileNames, mappings, processNames));
        Buffer guard = machine.guard();
        if (guard != null && !mappings.contains(guard.mapping())) {
            machine = machine.withGuard(null);
        }
        processes.removeIf(process -> process.forked() && !forked.contains(process.name()));
    }

    private static @Nullable Operation keepIfWhole(
            Operation operation, Set<String> files, Set<String> mappings, Set<String> processes) {
        if (!files.containsAll(operation.fileNames())) {
            return null;
        }
        if (operation instanceof Operation.Fork fork && !processes.contains(fork.process())) {
            return null;
        }
        if (mappings.containsAll(operation.mappingNames())) {
            return operation;
        }
        if (operation instanceof Operation.Transfer transfer) {
            List<Buffer> left = new ArrayList<>(transfer.buffers());
            left.removeIf(buffer -> !mappings.contains(buffer.mapping()));
            return left.isEmpty() ? null : transfer.with(transfer.position(), left);
        }
        return null;
    }

    private int size() {
        int size = files.size() + processes.size() + tasks.size();
        for (ProcessSpec process : processes) {
            size += process.mappings().size();
        }
        for (TaskSpec task : tasks) {
            for (Operation operation : task.operations()) {
                size += 1 + operation.buffers().size();
            }
        }
        return size;
    }

    private static ProcessSpec withMappings(ProcessSpec process, Change<MappingSpec> change) {
        return new ProcessSpec(process.name(), process.forked(), change.applyToAll(process.mappings()));
    }

    /** What to put in the place of something; null for nothing. */
    interface Change<T> {
        @Nullable
        T apply(T old);

        default List<T> applyToAll(List<T> all) {
            List<T> changed = new ArrayList<>(all.size());
            for (T old : all) {
                T replacement = apply(old);
                if (replacement != null) {
                    changed.add(replacement);
                }
            }
            return changed;
        }
    }
}
