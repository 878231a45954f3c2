package dev.faultline.shrink;

import dev.faultline.scenario.Buffer;
import dev.faultline.scenario.FileSpec;
import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.PageState;
import dev.faultline.scenario.Scenario;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts an operation of another kind in the place of one, which is not plainer but may need less beside it: a store has a page of its own to lose where a load only looks
 * at one, and so may do with a preemption less, and a truncation or an fsync works on the file that was mapped without any memory.
 */
final class OtherOperations extends Pass {
    @Override
    void propose(Scenario scenario) {
        for (int task = 0; task < scenario.tasks().size(); task++) {
            List<Operation> operations = scenario.tasks().get(task).operations();
            for (int index = 0; index < operations.size(); index++) {
                Operation operation = operations.get(index);
                if (!operation.buffers().isEmpty()) {
                    propose(scenario, task, index, withoutMemory(scenario, operation));
                    propose(scenario, task, index, siblings(operation));
                }
            }
        }
    }

    /** As things are, and with every page cold: what was mapped had to be in the cache, what is truncated need not be. */
    private void propose(Scenario scenario, int task, int index, List<Operation> others) {
        for (Operation other : others) {
            propose(() -> Draft.of(scenario.withOperation(task, index, other)));
            propose(() -> Draft.of(scenario.withOperation(task, index, other))
                    .mapFiles(file -> new FileSpec(
                            file.name(),
                            file.size(),
                            Collections.nCopies(file.pages().size(), PageState.COLD))));
        }
    }

    /** The other direction, through the same memory; a store also of a single byte, which hides least. */
    static List<Operation> siblings(Operation operation) {
        if (operation instanceof Operation.Load load) {
            return List.of(
                    new Operation.Store(load.mapping(), load.offset(), load.length()),
                    new Operation.Store(load.mapping(), load.offset(), 1));
        }
        if (operation instanceof Operation.Read read) {
            return List.of(new Operation.Write(read.file(), read.position(), read.buffers()));
        }
        return List.of();
    }

    private static List<Operation> withoutMemory(Scenario scenario, Operation operation) {
        List<Operation> others = new ArrayList<>();
        Set<String> files = filesOf(scenario, operation);
        for (FileSpec file : scenario.files()) {
            if (files.contains(file.name())) {
                for (int size : new TreeSet<>(List.of(0, scenario.pageSize(), file.size()))) {
                    others.add(new Operation.Truncate(file.name(), size));
                }
                others.add(new Operation.Fsync(file.name()));
            }
        }
        return others;
    }

    private static Set<String> filesOf(Scenario scenario, Operation operation) {
        Set<String> files = new LinkedHashSet<>(operation.fileNames());
        for (MappingSpec mapping : Draft.of(scenario).mappings()) {
            for (Buffer buffer : operation.buffers()) {
                if (buffer.mapping().equals(mapping.name()) && mapping.file() != null) {
                    files.add(mapping.file());
                }
            }
        }
        return files;
    }
}
