package dev.faultline.shrink;

import dev.faultline.scenario.Buffer;
import dev.faultline.scenario.CopyFileRange;
import dev.faultline.scenario.FileSpec;
import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.PipeOperation;
import dev.faultline.scenario.ProcessSpec;
import dev.faultline.scenario.Reductions;
import dev.faultline.scenario.Scenario;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Makes numbers of files and mappings small or whole pages, flags plain, pages cold and mappings anonymous, and puts things in the usual order. */
final class SimplerValues extends Pass {
    @Override
    void propose(Scenario scenario) {
        if (scenario.pageSize() != ScenarioSize.PLAIN_PAGE_SIZE) {
            propose(() -> scaled(scenario));
        }
        propose(Reductions.values(scenario));
        proposeOtherOrder(scenario);
        proposeOtherTaskOrder(scenario);
        proposeMappings(scenario);
        proposeFiles(scenario);
    }

    /** The same with pages of the plain size, every number in proportion. */
    private static Draft scaled(Scenario scenario) {
        int from = scenario.pageSize();
        int to = ScenarioSize.PLAIN_PAGE_SIZE;
        Draft draft = Draft.of(scenario);
        draft.machine = draft.machine.withPageSize(to);
        Buffer guard = draft.machine.guard();
        if (guard != null) {
            draft.machine = draft.machine.withGuard(new Buffer(
                    guard.mapping(), scaled(guard.offset(), from, to), Math.max(1, scaled(guard.length(), from, to))));
        }
        draft.mapFiles(file -> new FileSpec(file.name(), scaled(file.size(), from, to), file.pages()));
        draft.mapOperations(operation -> {
            Operation moved = Rewrite.buffers(
                    operation,
                    buffer -> new Buffer(
                            buffer.mapping(),
                            scaled(buffer.offset(), from, to),
                            Math.max(1, scaled(buffer.length(), from, to))));
            if (moved instanceof Operation.Transfer transfer) {
                return transfer.with(scaled(transfer.position(), from, to), transfer.buffers());
            }
            if (moved instanceof Operation.Punch punch) {
                return punch.with(scaled(punch.position(), from, to), Math.max(1, scaled(punch.length(), from, to)));
            }
            if (moved instanceof CopyFileRange copy) {
                return copy.with(
                        scaled(copy.fromPosition(), from, to),
                        scaled(copy.toPosition(), from, to),
                        Math.max(1, scaled(copy.length(), from, to)));
            }
            if (moved instanceof PipeOperation.OfFile splice) {
                return splice.with(
                        splice.file(),
                        scaled(splice.position(), from, to),
                        Math.max(1, scaled(splice.length(), from, to)));
            }
            return moved instanceof Operation.Truncate truncate
                    ? new Operation.Truncate(truncate.file(), scaled(truncate.size(), from, to))
                    : moved;
        });
        return draft;
    }

    private static int scaled(int number, int from, int to) {
        int rest = number % from * to / from;
        boolean lost = rest == 0 && number % from != 0;
        return number / from * to + (lost ? 1 : rest);
    }

    /** Neighbouring mappings of a process the other way round. */
    private void proposeOtherOrder(Scenario scenario) {
        for (int i = 0; i < scenario.processes().size(); i++) {
            ProcessSpec process = scenario.processes().get(i);
            for (int j = 1; j < process.mappings().size(); j++) {
                List<MappingSpec> mappings = new ArrayList<>(process.mappings());
                Collections.swap(mappings, j - 1, j);
                Draft draft = Draft.of(scenario);
                draft.processes.set(i, new ProcessSpec(process.name(), process.forked(), mappings));
                propose(draft);
            }
        }
    }

    private void proposeOtherTaskOrder(Scenario scenario) {
        for (int i = 1; i < scenario.tasks().size(); i++) {
            Draft draft = Draft.of(scenario);
            Collections.swap(draft.tasks, i - 1, i);
            propose(draft);
        }
    }

    private void proposeMappings(Scenario scenario) {
        for (MappingSpec mapping : Draft.of(scenario).mappings()) {
            for (MappingSpec simpler : simpler(mapping)) {
                propose(() ->
                        Draft.of(scenario).mapMappings(other -> other.name().equals(mapping.name()) ? simpler : other));
            }
        }
    }

    private static List<MappingSpec> simpler(MappingSpec mapping) {
        List<MappingSpec> simpler = new ArrayList<>();
        simpler.add(MappingSpec.anonymous(mapping.name(), mapping.pages(), false));
        simpler.add(MappingSpec.anonymous(mapping.name(), mapping.pages(), true));
        if (mapping.file() != null) {
            simpler.add(MappingSpec.shared(mapping.name(), mapping.file(), mapping.filePage(), mapping.pages()));
        }
        return simpler;
    }

    private void proposeFiles(Scenario scenario) {
        for (FileSpec file : scenario.files()) {
            for (int size : SimplerOperations.simpler(file.size(), scenario.pageSize())) {
                propose(() -> Draft.of(scenario)
                        .mapFiles(other ->
                                other.equals(file) ? Rewrite.resized(file, size, scenario.pageSize()) : other));
            }
        }
    }
}
