package dev.faultline.shrink;

import dev.faultline.scenario.Buffer;
import dev.faultline.scenario.Layout;
import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.Mremap;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.ProcessSpec;
import dev.faultline.scenario.Reductions;
import dev.faultline.scenario.Scenario;
import dev.faultline.scenario.TaskSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Drops operations: one, a mapping with all that is done to it, a pair. An mmap can also give way to a mapping that is there from the start, what
 * makes a file longer to a file that is so long, its bytes no longer those that filled memory has, and a fork to threads of the parent. What a truncation takes
 * away and the next one brings back empty, a punch or a madvise takes away as well.
 */
final class FewerOperations extends Pass {
    private static final int PAIRED_MAX = 12;

    private record Position(int task, int index) {}

    @Override
    void propose(Scenario scenario) {
        propose(Reductions.operations(scenario));
        List<Position> positions = positions(scenario);
        for (Position position : positions) {
            Operation operation =
                    scenario.tasks().get(position.task()).operations().get(position.index());
            if (operation instanceof Operation.Mmap mmap) {
                propose(hoisted(scenario, position, mmap.mapping()));
            } else if (operation instanceof Mremap move) {
                unmoved(scenario, position, move).forEach(this::propose);
            } else if (operation instanceof Operation.Write write) {
                proposeLonger(scenario, position, write.file(), end(write));
            } else if (operation instanceof Operation.Truncate truncate) {
                proposeLonger(scenario, position, truncate.file(), truncate.size());
                proposeForgotten(scenario, position, truncate);
            }
        }
        for (ProcessSpec process : scenario.processes()) {
            if (process.forked()) {
                propose(() -> unforked(scenario, process.name()));
            }
        }
        for (MappingSpec mapping : Draft.of(scenario).mappings()) {
            propose(() -> Draft.of(scenario)
                    .removeOperations(operation -> operation.mappingNames().contains(mapping.name())));
        }
        if (positions.size() <= PAIRED_MAX) {
            proposePairs(scenario, positions);
        }
    }

    private void proposePairs(Scenario scenario, List<Position> positions) {
        for (int i = 0; i < positions.size(); i++) {
            for (int j = i + 1; j < positions.size(); j++) {
                Position later = positions.get(i);
                Position earlier = positions.get(j);
                propose(() -> Draft.of(scenario)
                        .removeOperation(later.task(), later.index())
                        .removeOperation(earlier.task(), earlier.index()));
            }
        }
    }

    /** Last operations first, so that one can be taken away without moving those that follow in the list. */
    private static List<Position> positions(Scenario scenario) {
        List<Position> positions = new ArrayList<>();
        for (int task = scenario.tasks().size() - 1; task >= 0; task--) {
            TaskSpec spec = scenario.tasks().get(task);
            for (int index = spec.operations().size() - 1; index >= 0; index--) {
                positions.add(new Position(task, index));
            }
        }
        return positions;
    }

    private static Draft unforked(Scenario scenario, String child) {
        Draft draft = Draft.of(scenario);
        String parent = null;
        for (TaskSpec task : scenario.tasks()) {
            if (task.operations().contains(new Operation.Fork(child))) {
                parent = task.process();
            }
        }
        String into = parent;
        draft.removeOperations(new Operation.Fork(child)::equals);
        draft.tasks.replaceAll(
                task -> child.equals(task.process()) ? new TaskSpec(task.name(), into, task.operations()) : task);
        return draft;
    }

    private static int end(Operation.Write write) {
        return write.position()
                + write.buffers().stream().mapToInt(Buffer::length).sum();
    }

    private void proposeLonger(Scenario scenario, Position position, String name, int size) {
        if (size > scenario.file(name).size()) {
            propose(() -> Draft.of(scenario)
                    .removeOperation(position.task(), position.index())
                    .mapFiles(file ->
                            file.name().equals(name) ? Rewrite.resized(file, size, scenario.pageSize()) : file));
            propose(() -> Draft.of(scenario)
                    .removeOperation(position.task(), position.index())
                    .mapMappings(mapping ->
                            mapping.filled() ? MappingSpec.anonymous(mapping.name(), mapping.pages(), false) : mapping)
                    .mapFiles(file ->
                            file.name().equals(name) ? Rewrite.resized(file, size, scenario.pageSize()) : file));
        }
    }

    /** In the place of a truncation and the one before it, which together left nothing of what was there. */
    private void proposeForgotten(Scenario scenario, Position position, Operation.Truncate up) {
        int before = position.index() - 1;
        List<Operation> operations = scenario.tasks().get(position.task()).operations();
        if (before < 0
                || !(operations.get(before) instanceof Operation.Truncate down)
                || !down.file().equals(up.file())
                || down.size() >= up.size()) {
            return;
        }
        List<Operation> ways = new ArrayList<>();
        ways.add(new Operation.Punch(up.file(), down.size(), up.size() - down.size()));
        for (MappingSpec mapping : Draft.of(scenario).mappings()) {
            if (up.file().equals(mapping.file())) {
                ways.add(new Operation.DontNeed(mapping.name(), 0, mapping.pages()));
            }
        }
        for (Operation way : ways) {
            propose(() -> Draft.of(scenario.withOperation(position.task(), before, way))
                    .removeOperation(position.task(), position.index()));
        }
    }

    /** The pages at the new place from the start, or made there, or used where they were. */
    private static List<Draft> unmoved(Scenario scenario, Position position, Mremap move) {
        Layout layout = Layout.of(scenario);
        MappingSpec spec = layout.mapping(layout.mappingNumber(move.name()));
        Operation.Mmap made = new Operation.Mmap(spec, false);
        Draft stayed = Draft.of(scenario)
                .removeOperation(position.task(), position.index())
                .mapOperations(operation -> Rewrite.mapping(
                        Rewrite.shiftMapping(operation, move.name(), -move.page(), scenario.pageSize()),
                        move.name(),
                        move.mapping()));
        return List.of(
                stayed,
                hoisted(scenario, position, spec),
                Draft.of(scenario.withOperation(position.task(), position.index(), made)));
    }

    private static Draft hoisted(Scenario scenario, Position position, MappingSpec mapping) {
        Draft draft = Draft.of(scenario).removeOperation(position.task(), position.index());
        String process = scenario.tasks().get(position.task()).process();
        draft.processes.replaceAll(spec -> {
            if (!spec.name().equals(process) || spec.forked()) {
                return spec;
            }
            List<MappingSpec> mappings = new ArrayList<>(spec.mappings());
            mappings.add(mapping);
            return new ProcessSpec(spec.name(), false, mappings);
        });
        return draft;
    }
}
