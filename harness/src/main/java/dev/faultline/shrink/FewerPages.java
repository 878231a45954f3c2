package dev.faultline.shrink;

import dev.faultline.scenario.FileSpec;
import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.PageState;
import dev.faultline.scenario.ProcessSpec;
import dev.faultline.scenario.Reductions;
import dev.faultline.scenario.Scenario;
import dev.faultline.scenario.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Puts one file, mapping or process in the place of two, and takes pages from the end and from the start of files and mappings, moving or clipping what
 * used them. What a call does to a page of a file it may do behind the end as well, where a write makes the page that it needs. Where a mapping was there only to fail, the page behind another does as well.
 */
final class FewerPages extends Pass {
    @Override
    void propose(Scenario scenario) {
        propose(Reductions.pages(scenario));
        proposeFewerProcesses(scenario);
        proposeFewerFiles(scenario);
        proposeFewerMappings(scenario);
        for (MappingSpec mapping : Draft.of(scenario).mappings()) {
            proposeShorterMapping(scenario, mapping);
        }
        for (FileSpec file : scenario.files()) {
            for (int page = 0; page < file.pages().size() - 1; page++) {
                int gone = page;
                propose(() -> behindTheEnd(scenario, file, gone));
            }
        }
    }

    /** Takes a page out of a file, and what is read or written there to the page behind the new end. */
    private static Draft behindTheEnd(Scenario scenario, FileSpec file, int page) {
        int pageSize = scenario.pageSize();
        int behind = (file.pages().size() - 1 - page) * pageSize;
        List<PageState> states = new ArrayList<>(file.pages());
        states.remove(page);
        return Draft.of(scenario)
                .mapOperations(operation -> operation instanceof Operation.Transfer transfer
                                && transfer.file().equals(file.name())
                                && transfer.position() / pageSize == page
                        ? transfer.with(transfer.position() + behind, transfer.buffers())
                        : Rewrite.withoutFilePage(operation, file.name(), page, pageSize))
                .mapMappings(mapping -> file.name().equals(mapping.file()) && mapping.filePage() > page
                        ? mapping.withFilePage(mapping.filePage() - 1)
                        : mapping)
                .mapFiles(old -> old.equals(file) ? new FileSpec(file.name(), file.size() - pageSize, states) : old);
    }

    private void proposeFewerProcesses(Scenario scenario) {
        List<ProcessSpec> processes = scenario.processes();
        for (int i = 0; i < processes.size(); i++) {
            for (int j = processes.size() - 1; j > i; j--) {
                ProcessSpec into = processes.get(i);
                ProcessSpec away = processes.get(j);
                if (into.forked() || away.forked()) {
                    continue;
                }
                Draft draft = Draft.of(scenario);
                draft.processes.set(
                        i,
                        new ProcessSpec(
                                into.name(),
                                false,
                                Stream.concat(into.mappings().stream(), away.mappings().stream())
                                        .toList()));
                draft.processes.remove(j);
                draft.tasks.replaceAll(task -> away.name().equals(task.process())
                        ? new TaskSpec(task.name(), into.name(), task.operations())
                        : task);
                propose(draft);
            }
        }
    }

    private void proposeFewerFiles(Scenario scenario) {
        for (FileSpec into : scenario.files()) {
            for (FileSpec away : scenario.files()) {
                if (!into.equals(away)) {
                    propose(() -> Draft.of(scenario)
                            .mapOperations(operation -> Rewrite.file(operation, away.name(), into.name()))
                            .mapMappings(mapping -> Rewrite.file(mapping, away.name(), into.name())));
                }
            }
        }
    }

    private void proposeFewerMappings(Scenario scenario) {
        List<MappingSpec> mappings = Draft.of(scenario).mappings();
        for (MappingSpec into : mappings) {
            for (MappingSpec away : mappings) {
                if (!Objects.equals(into.name(), away.name())) {
                    propose(() -> Draft.of(scenario)
                            .mapOperations(operation -> Rewrite.mapping(operation, away.name(), into.name())));
                    proposeLongerFiles(scenario, away, into);
                    propose(() -> Draft.of(scenario)
                            .mapOperations(
                                    operation -> Rewrite.behind(operation, away.name(), into, scenario.pageSize())));
                }
            }
        }
    }

    /** A byte more of a file for a mapping less: what a call waited for in that mapping it may wait for in the file. */
    private void proposeLongerFiles(Scenario scenario, MappingSpec away, MappingSpec into) {
        for (FileSpec file : scenario.files()) {
            propose(() -> Draft.of(scenario)
                    .mapOperations(operation -> Rewrite.mapping(operation, away.name(), into.name()))
                    .mapFiles(other ->
                            other.equals(file) ? Rewrite.resized(file, file.size() + 1, scenario.pageSize()) : other));
        }
    }

    private void proposeShorterMapping(Scenario scenario, MappingSpec mapping) {
        int pageSize = scenario.pageSize();
        for (int pages = 1; pages < mapping.pages(); pages++) {
            int fewer = pages;
            int gone = mapping.pages() - pages;
            propose(() -> Draft.of(scenario)
                    .mapOperations(operation -> Rewrite.clip(operation, mapping.name(), fewer))
                    .mapMappings(other -> other.name().equals(mapping.name()) ? other.withPages(fewer) : other));
            propose(() -> Draft.of(scenario)
                    .mapOperations(operation -> Rewrite.clip(
                            Rewrite.shiftMapping(operation, mapping.name(), gone, pageSize), mapping.name(), fewer))
                    .shiftGuard(mapping.name(), gone * pageSize)
                    .mapMappings(other -> other.name().equals(mapping.name()) ? other.withPages(fewer) : other));
            propose(() -> Draft.of(scenario)
                    .mapOperations(operation -> Rewrite.clip(
                            Rewrite.shiftMapping(operation, mapping.name(), gone, pageSize), mapping.name(), fewer))
                    .shiftGuard(mapping.name(), gone * pageSize)
                    .mapMappings(other -> other.name().equals(mapping.name()) && mapping.file() != null
                            ? other.withPages(fewer).withFilePage(other.filePage() + gone)
                            : other));
        }
    }
}
