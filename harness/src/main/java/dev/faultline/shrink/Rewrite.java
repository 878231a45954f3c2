package dev.faultline.shrink;

import dev.faultline.scenario.Buffer;
import dev.faultline.scenario.CopyFileRange;
import dev.faultline.scenario.FileSpec;
import dev.faultline.scenario.KernelWork;
import dev.faultline.scenario.MachineSpec;
import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.Mremap;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.PageState;
import dev.faultline.scenario.PipeOperation;
import dev.faultline.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Changes to single parts of a scenario that shrink passes are made of. */
final class Rewrite {
    private Rewrite() {}

    /** The operation with other user memory, where it names any. */
    static Operation buffers(Operation operation, UnaryOperator<Buffer> change) {
        if (operation instanceof Operation.Transfer transfer) {
            return transfer.with(
                    transfer.position(), transfer.buffers().stream().map(change).toList());
        }
        if (operation instanceof Operation.Access access) {
            return access.on(change.apply(access.buffers().get(0)));
        }
        if (operation instanceof PipeOperation.OfMemory pipe) {
            return pipe.on(change.apply(pipe.buffer()));
        }
        return operation;
    }

    /** The operation on another mapping, where it works on {@code from}; an mmap stays what it is. */
    static Operation mapping(Operation operation, String from, String to) {
        if (operation instanceof Operation.Munmap range && range.mapping().equals(from)) {
            return new Operation.Munmap(to, range.page(), range.pages());
        }
        if (operation instanceof Mremap move && move.mapping().equals(from)) {
            return move.from(to);
        }
        if (operation instanceof Operation.DontNeed range && range.mapping().equals(from)) {
            return new Operation.DontNeed(to, range.page(), range.pages());
        }
        if (operation instanceof Operation.Mprotect protect && protect.mapping().equals(from)) {
            return new Operation.Mprotect(to, protect.readable(), protect.writable());
        }
        return buffers(
                operation,
                buffer -> buffer.mapping().equals(from) ? new Buffer(to, buffer.offset(), buffer.length()) : buffer);
    }

    /** The operation with buffers in the page behind {@code to}, where nothing is mapped, for those in {@code from}. */
    static Operation behind(Operation operation, String from, MappingSpec to, int pageSize) {
        return buffers(
                operation,
                buffer -> buffer.mapping().equals(from)
                        ? new Buffer(to.name(), to.pages() * pageSize, Math.min(buffer.length(), pageSize))
                        : buffer);
    }

    /** The operation on another file, where it works on {@code from}. */
    static Operation file(Operation operation, String from, String to) {
        if (operation instanceof CopyFileRange copy) {
            return copy.onFile(from, to);
        }
        if (!from.equals(operation.fileName())) {
            return operation;
        }
        if (operation instanceof Operation.Read read) {
            return new Operation.Read(to, read.position(), read.buffers());
        }
        if (operation instanceof Operation.Write write) {
            return new Operation.Write(to, write.position(), write.buffers());
        }
        if (operation instanceof Operation.Truncate truncate) {
            return new Operation.Truncate(to, truncate.size());
        }
        if (operation instanceof PipeOperation.OfFile splice) {
            return splice.with(to, splice.position(), splice.length());
        }
        if (operation instanceof Operation.Punch punch) {
            return new Operation.Punch(to, punch.position(), punch.length());
        }
        if (operation instanceof Operation.Fsync) {
            return new Operation.Fsync(to);
        }
        if (operation instanceof KernelWork.Reclaim work) {
            return new KernelWork.Reclaim(to, work.page());
        }
        if (operation instanceof KernelWork.WriteBack work) {
            return new KernelWork.WriteBack(to, work.page());
        }
        return operation;
    }

    static MappingSpec named(MappingSpec mapping, String name) {
        return new MappingSpec(
                name,
                mapping.kind(),
                mapping.file(),
                mapping.filePage(),
                mapping.pages(),
                mapping.readable(),
                mapping.writable(),
                mapping.filled());
    }

    static MappingSpec file(MappingSpec mapping, String from, String to) {
        return from.equals(mapping.file())
                ? new MappingSpec(
                        mapping.name(),
                        mapping.kind(),
                        to,
                        mapping.filePage(),
                        mapping.pages(),
                        mapping.readable(),
                        mapping.writable(),
                        mapping.filled())
                : mapping;
    }

    /** The operation after the first {@code pages} of {@code mapping} have gone. */
    static Operation shiftMapping(Operation operation, String mapping, int pages, int pageSize) {
        if (operation instanceof Operation.RangeOperation range
                && range.mapping().equals(mapping)) {
            int page = Math.max(0, range.page() - pages);
            return range.with(page, range.pages());
        }
        return buffers(
                operation,
                buffer -> buffer.mapping().equals(mapping)
                        ? new Buffer(mapping, Math.max(0, buffer.offset() - pages * pageSize), buffer.length())
                        : buffer);
    }

    /** The operation on the first {@code pages} pages of {@code mapping} at most, where it works on a range of pages. */
    static Operation clip(Operation operation, String mapping, int pages) {
        if (operation instanceof Operation.RangeOperation range
                && range.mapping().equals(mapping)
                && range.page() < pages) {
            return range.with(range.page(), Math.min(range.pages(), pages - range.page()));
        }
        return operation;
    }

    /** The operation after a page of the file {@code name} has gone, and those behind it have moved up. */
    static Operation withoutFilePage(Operation operation, String name, int page, int pageSize) {
        if (operation instanceof CopyFileRange copy) {
            return copy.earlier(name, (page + 1) * pageSize, pageSize);
        }
        if (!name.equals(operation.fileName())) {
            return operation;
        }
        int behind = (page + 1) * pageSize;
        if (operation instanceof Operation.Transfer transfer && transfer.position() >= behind) {
            return transfer.with(transfer.position() - pageSize, transfer.buffers());
        }
        if (operation instanceof PipeOperation.OfFile splice && splice.position() >= behind) {
            return splice.with(name, splice.position() - pageSize, splice.length());
        }
        if (operation instanceof Operation.Truncate truncate && truncate.size() >= behind) {
            return new Operation.Truncate(name, truncate.size() - pageSize);
        }
        if (operation instanceof Operation.Punch punch && punch.position() >= behind) {
            return punch.with(punch.position() - pageSize, punch.length());
        }
        if (operation instanceof KernelWork.Reclaim work && work.page() > page) {
            return new KernelWork.Reclaim(name, work.page() - 1);
        }
        if (operation instanceof KernelWork.WriteBack work && work.page() > page) {
            return new KernelWork.WriteBack(name, work.page() - 1);
        }
        return operation;
    }

    /** The transfer without those of its bytes that are the file's from {@code from} to {@code to}; itself when nothing would be left. */
    static Operation.Transfer withoutBytes(Operation.Transfer transfer, int from, int to) {
        List<Buffer> left = new ArrayList<>();
        int at = transfer.position();
        for (Buffer buffer : transfer.buffers()) {
            int before = Math.max(0, Math.min(buffer.length(), from - at));
            int after = Math.max(0, Math.min(buffer.length(), at + buffer.length() - to));
            if (before > 0) {
                left.add(new Buffer(buffer.mapping(), buffer.offset(), before));
            }
            if (after > 0) {
                left.add(new Buffer(buffer.mapping(), buffer.end() - after, after));
            }
            at += buffer.length();
        }
        boolean begins = transfer.position() >= from && transfer.position() < to;
        return left.isEmpty() ? transfer : transfer.with(begins ? to : transfer.position(), left);
    }

    /** The file with another size; pages keep their state, new ones are cold. */
    static FileSpec resized(FileSpec file, int size, int pageSize) {
        int pages = (size + pageSize - 1) / pageSize;
        List<PageState> states = new ArrayList<>(file.pages());
        while (states.size() > pages) {
            states.remove(states.size() - 1);
        }
        while (states.size() < pages) {
            states.add(PageState.COLD);
        }
        return new FileSpec(file.name(), size, states);
    }

    /** An enumerated scenario, whose pages are tiny, on a machine set as this one, with pages of the plain size and no more read errors. */
    static Scenario enlarged(Scenario tiny, MachineSpec machine, int readErrors) {
        int by = ScenarioSize.PLAIN_PAGE_SIZE / tiny.pageSize();
        Draft draft = Draft.of(tiny);
        draft.machine = machine.withPageSize(ScenarioSize.PLAIN_PAGE_SIZE)
                .withCpus(0)
                .withReadErrors(Math.min(readErrors, tiny.readErrors()));
        Buffer guard = machine.guard();
        if (guard != null
                && draft.mappings().stream().noneMatch(mapping -> mapping.name().equals(guard.mapping()))) {
            draft.machine = draft.machine.withGuard(null);
        }
        draft.mapFiles(file -> new FileSpec(file.name(), file.size() * by, file.pages()));
        draft.mapOperations(operation -> enlarged(operation, by));
        if (machine.reclaims()) {
            draft.machine = draft.machine.withFrames(0);
            return draft.build().map(Ballast::added).orElse(tiny);
        }
        return draft.build().orElse(tiny);
    }

    private static Operation enlarged(Operation operation, int by) {
        Operation larger =
                buffers(operation, buffer -> new Buffer(buffer.mapping(), buffer.offset() * by, buffer.length() * by));
        if (larger instanceof Operation.Transfer transfer) {
            return transfer.with(transfer.position() * by, transfer.buffers());
        }
        if (larger instanceof Operation.Punch punch) {
            return punch.with(punch.position() * by, punch.length() * by);
        }
        if (larger instanceof CopyFileRange copy) {
            return copy.with(copy.fromPosition() * by, copy.toPosition() * by, copy.length() * by);
        }
        return larger instanceof Operation.Truncate truncate
                ? new Operation.Truncate(truncate.file(), truncate.size() * by)
                : larger;
    }
}
