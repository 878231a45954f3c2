package dev.faultline.shrink;

import dev.faultline.scenario.Buffer;
import dev.faultline.scenario.FileSpec;
import dev.faultline.scenario.MachineSpec;
import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.ProcessSpec;
import dev.faultline.scenario.Scenario;
import dev.faultline.scenario.ScenarioException;
import dev.faultline.scenario.TaskSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A scenario taken apart, to be changed and put together again. On the way it may make no sense; what is built does. */
final class Draft {
    MachineSpec machine;
    List<FileSpec> files;
    List<ProcessSpec> processes;
    List<TaskSpec> tasks;

    private Draft(Scenario scenario) {
        machine = scenario.machine();
        files = new ArrayList<>(scenario.files());
        processes = new ArrayList<>(scenario.processes());
        tasks = new ArrayList<>(scenario.tasks());
    }

    static Draft of(Scenario scenario) {
        return new Draft(scenario);
    }

    /** The scenario, or nothing when the parts do not fit together. */
    Optional<Scenario> build() {
        try {
            return Optional.of(new Scenario(machine, files, processes, tasks));
        } catch (ScenarioException e) {
            return Optional.empty();
        }
    }

    /** All mappings, those of the processes first, then those made by mmap. */
    List<MappingSpec> mappings() {
        List<MappingSpec> mappings = new ArrayList<>();
        processes.forEach(process -> mappings.addAll(process.mappings()));
        for (Operation operation : operations()) {
            if (operation instanceof Operation.Mmap mmap) {
                mappings.add(mmap.mapping());
            }
        }
        return mappings;
    }

    List<Operation> operations() {
        return tasks.stream().flatMap(task -> task.operations().stream()).toList();
    }

    Draft removeTask(int index) {
        tasks.remove(index);
        return this;
    }

    Draft removeOperations(Predicate<Operation> which) {
        tasks.replaceAll(task -> withOperations(
                task, task.operations().stream().filter(which.negate()).toList()));
        return this;
    }

    Draft removeOperation(int task, int index) {
        List<Operation> operations = new ArrayList<>(tasks.get(task).operations());
        operations.remove(index);
        tasks.set(task, withOperations(tasks.get(task), operations));
        return this;
    }

    Draft mapOperations(UnaryOperator<Operation> change) {
        tasks.replaceAll(task ->
                withOperations(task, task.operations().stream().map(change).toList()));
        return this;
    }

    /** Changes mappings wherever they are declared. */
    Draft mapMappings(UnaryOperator<MappingSpec> change) {
        processes.replaceAll(process -> new ProcessSpec(
                process.name(),
                process.forked(),
                process.mappings().stream().map(change).toList()));
        return mapOperations(operation -> operation instanceof Operation.Mmap mmap
                ? new Operation.Mmap(change.apply(mmap.mapping()), mmap.populate())
                : operation);
    }

    Draft mapFiles(UnaryOperator<FileSpec> change) {
        files.replaceAll(change);
        return this;
    }

    /** Moves the guarded bytes with a mapping whose first bytes have gone. */
    Draft shiftGuard(String mapping, int gone) {
        Buffer guard = machine.guard();
        if (guard != null && guard.mapping().equals(mapping)) {
            machine = machine.withGuard(new Buffer(mapping, Math.max(0, guard.offset() - gone), guard.length()));
        }
        return this;
    }

    static TaskSpec withOperations(TaskSpec task, List<Operation> operations) {
        return new TaskSpec(task.name(), task.process(), operations);
    }

    /** Takes away what nothing refers to any more: idle tasks, empty processes, children never forked, mappings, and files except where they fill the memory. */
    Draft tidy() {
        int before;
        do {
            before = tasks.size() + processes.size();
            tasks.removeIf(task -> task.operations().isEmpty());
            Set<String> forked = new HashSet<>();
            for (Operation operation : operations()) {
                if (operation instanceof Operation.Fork fork) {
                    forked.add(fork.process());
                }
            }
            processes.removeIf(process -> process.forked()
                    ? !forked.contains(process.name())
                    : tasks.stream().noneMatch(task -> process.name().equals(task.process())));
            Set<String> kept = new HashSet<>();
            processes.forEach(process -> kept.add(process.name()));
            tasks.removeIf(task -> task.process() != null && !kept.contains(task.process()));
        } while (tasks.size() + processes.size() < before);
        machine = machine.withPipesOf(operations().stream());
        dropUnused();
        Buffer guard = machine.guard();
        if (guard != null
                && mappings().stream().noneMatch(mapping -> mapping.name().equals(guard.mapping()))) {
            machine = machine.withGuard(null);
        }
        return this;
    }

    private void dropUnused() {
        Set<String> named = new HashSet<>();
        operations().forEach(operation -> named.addAll(operation.mappingNames()));
        processes.replaceAll(process -> new ProcessSpec(
                process.name(),
                process.forked(),
                process.mappings().stream()
                        .filter(mapping -> named.contains(mapping.name()))
                        .toList()));
        Set<String> used = new HashSet<>();
        for (MappingSpec mapping : mappings()) {
            if (mapping.file() != null) {
                used.add(mapping.file());
            }
        }
        for (Operation operation : operations()) {
            used.addAll(operation.fileNames());
        }
        files.removeIf(file -> !machine.reclaims() && !used.contains(file.name()));
    }
}
