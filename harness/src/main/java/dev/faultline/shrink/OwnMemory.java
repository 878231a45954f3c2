package dev.faultline.shrink;

import dev.faultline.scenario.Buffer;
import dev.faultline.scenario.FileSpec;
import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.PageState;
import dev.faultline.scenario.ProcessSpec;
import dev.faultline.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a page from a file and puts memory of the process's own where it was mapped: perhaps it mattered that there are bytes, and not whose. A mapping of
 * several pages comes apart, and with it the buffers that lie across; what is read and written there moves to the next page or is left out.
 */
final class OwnMemory extends Pass {
    @Override
    void propose(Scenario scenario) {
        for (FileSpec file : scenario.files()) {
            for (int page = 0; page < file.pages().size(); page++) {
                int gone = page;
                propose(() -> without(scenario, file, gone));
                propose(() -> without(untouched(scenario, file, gone), file, gone));
            }
        }
    }

    /** With the bytes of the page left out of what is read and written across it. */
    private static Scenario untouched(Scenario scenario, FileSpec file, int page) {
        int pageSize = scenario.pageSize();
        return Draft.of(scenario)
                .mapOperations(operation -> operation instanceof Operation.Transfer transfer
                                && transfer.file().equals(file.name())
                        ? Rewrite.withoutBytes(transfer, page * pageSize, (page + 1) * pageSize)
                        : operation)
                .build()
                .orElse(scenario);
    }

    private static Draft without(Scenario scenario, FileSpec file, int page) {
        int pageSize = scenario.pageSize();
        Draft draft = Draft.of(scenario);
        for (MappingSpec mapping : draft.mappings()) {
            int at = page - mapping.filePage();
            if (file.name().equals(mapping.file()) && at >= 0 && at < mapping.pages()) {
                if (mapping.pages() == 1) {
                    replace(draft, mapping.name());
                } else {
                    takeApart(draft, mapping, at, pageSize);
                }
            }
        }
        draft.mapMappings(mapping -> file.name().equals(mapping.file()) && mapping.filePage() > page
                ? mapping.withFilePage(mapping.filePage() - 1)
                : mapping);
        draft.mapOperations(operation -> Rewrite.withoutFilePage(operation, file.name(), page, pageSize));
        List<PageState> states = new ArrayList<>(file.pages());
        states.remove(page);
        int size = page == states.size() ? page * pageSize : file.size() - pageSize;
        return draft.mapFiles(old -> old.equals(file) ? new FileSpec(file.name(), size, states) : old);
    }

    /** Memory that is mapped on the way is never filled. */
    private static void replace(Draft draft, String name) {
        draft.mapOperations(operation -> operation instanceof Operation.Mmap mmap
                        && mmap.mapping().name().equals(name)
                ? new Operation.Mmap(MappingSpec.anonymous(name, 1, false), mmap.populate())
                : operation);
        draft.processes.replaceAll(process -> new ProcessSpec(
                process.name(),
                process.forked(),
                process.mappings().stream()
                        .map(old -> old.name().equals(name) ? MappingSpec.anonymous(name, 1, true) : old)
                        .toList()));
    }

    /** The pages before keep the name of the mapping. */
    private static void takeApart(Draft draft, MappingSpec mapping, int at, int pageSize) {
        MappingSpec own = MappingSpec.anonymous(mapping.name() + "own", 1, true);
        int after = mapping.pages() - at - 1;
        List<MappingSpec> parts = new ArrayList<>();
        if (at > 0) {
            parts.add(mapping.withPages(at));
        }
        parts.add(own);
        if (after > 0) {
            parts.add(Rewrite.named(mapping, mapping.name() + "rest")
                    .withFilePage(mapping.filePage() + at + 1)
                    .withPages(after));
        }
        draft.processes.replaceAll(process -> {
            int index = process.mappings().indexOf(mapping);
            if (index < 0) {
                return process;
            }
            List<MappingSpec> mappings = new ArrayList<>(process.mappings());
            mappings.remove(index);
            mappings.addAll(index, parts);
            return new ProcessSpec(process.name(), process.forked(), mappings);
        });
        draft.mapOperations(operation -> takeApart(operation, mapping.name(), parts, pageSize));
    }

    private static Operation takeApart(Operation operation, String name, List<MappingSpec> parts, int pageSize) {
        if (operation instanceof Operation.Transfer transfer) {
            List<Buffer> buffers = new ArrayList<>();
            for (Buffer buffer : transfer.buffers()) {
                buffers.addAll(buffer.mapping().equals(name) ? takeApart(buffer, parts, pageSize) : List.of(buffer));
            }
            return transfer.with(transfer.position(), buffers);
        }
        return Rewrite.buffers(
                operation,
                buffer -> buffer.mapping().equals(name)
                        ? takeApart(buffer, parts, pageSize).get(0)
                        : buffer);
    }

    private static List<Buffer> takeApart(Buffer buffer, List<MappingSpec> parts, int pageSize) {
        List<Buffer> pieces = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < parts.size(); i++) {
            boolean last = i == parts.size() - 1;
            int end = last ? Integer.MAX_VALUE : start + parts.get(i).pages() * pageSize;
            int from = Math.max(start, buffer.offset());
            int to = Math.min(end, buffer.end());
            if (from < to) {
                pieces.add(new Buffer(parts.get(i).name(), from - start, to - from));
            }
            start = end;
        }
        return pieces;
    }
}
