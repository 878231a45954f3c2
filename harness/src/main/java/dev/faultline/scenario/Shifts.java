package dev.faultline.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a page off a file or a mapping and moves what lay behind it, so that a counterexample on page 1 becomes one on page 0. What cannot
 * move makes the result inconsistent, and it is not offered.
 */
final class Shifts {
    private final int pageSize;

    Shifts(Scenario scenario) {
        pageSize = scenario.pageSize();
    }

    void dropLastPage(Draft draft, FileSpec file) {
        int pages = file.pages().size() - 1;
        Check.notNegative(pages, "pages");
        draft.files()
                .replaceAll(old -> old == file
                        ? new FileSpec(
                                file.name(), pages * pageSize, file.pages().subList(0, pages))
                        : old);
    }

    void dropFirstPage(Draft draft, FileSpec file) {
        List<PageState> pages = file.pages();
        Check.positive(pages.size(), "pages");
        FileSpec shorter =
                new FileSpec(file.name(), Math.max(0, file.size() - pageSize), pages.subList(1, pages.size()));
        draft.files().replaceAll(old -> old == file ? shorter : old);
        draft.changeMappings(
                mapping -> file.name().equals(mapping.file()) ? mapping.withFilePage(mapping.filePage() - 1) : mapping);
        draft.changeOperations(
                operation -> operation.fileNames().contains(file.name()) ? pageEarlier(operation, file) : operation);
    }

    private Operation pageEarlier(Operation operation, FileSpec file) {
        if (operation instanceof CopyFileRange copy) {
            return copy.earlier(file.name(), 0, pageSize);
        }
        if (operation instanceof Operation.Transfer transfer) {
            return transfer.with(transfer.position() - pageSize, transfer.buffers());
        }
        if (operation instanceof PipeOperation.OfFile splice) {
            return splice.with(splice.file(), splice.position() - pageSize, splice.length());
        }
        if (operation instanceof Operation.Truncate truncate) {
            return new Operation.Truncate(truncate.file(), truncate.size() - pageSize);
        }
        if (operation instanceof Operation.Punch punch) {
            return punch.with(punch.position() - pageSize, punch.length());
        }
        if (operation instanceof KernelWork.Reclaim reclaim) {
            return new KernelWork.Reclaim(reclaim.file(), reclaim.page() - 1);
        }
        if (operation instanceof KernelWork.WriteBack writeBack) {
            return new KernelWork.WriteBack(writeBack.file(), writeBack.page() - 1);
        }
        return operation;
    }

    void dropLastPage(Draft draft, MappingSpec mapping) {
        replace(draft, mapping, mapping.withPages(mapping.pages() - 1));
        changeMove(draft, mapping.name(), 0);
    }

    void dropFirstPage(Draft draft, MappingSpec mapping) {
        MappingSpec shorter = mapping.withPages(mapping.pages() - 1);
        replace(draft, mapping, mapping.file() == null ? shorter : shorter.withFilePage(mapping.filePage() + 1));
        draft.changeOperations(operation -> pageDown(operation, mapping.name()));
        changeMove(draft, mapping.name(), 1);
    }

    /** A mapping that comes from an mremap has its pages from there. */
    private static void changeMove(Draft draft, String name, int gone) {
        draft.changeOperations(
                operation -> operation instanceof Mremap move && move.name().equals(name)
                        ? move.with(move.page() + gone, move.pages() - 1)
                        : operation);
    }

    private static void replace(Draft draft, MappingSpec old, MappingSpec shorter) {
        draft.changeMappings(mapping -> mapping.equals(old) ? shorter : mapping);
    }

    private Operation pageDown(Operation operation, String name) {
        if (operation instanceof Operation.Transfer transfer) {
            List<Buffer> moved = new ArrayList<>();
            for (Buffer buffer : transfer.buffers()) {
                boolean here = buffer.mapping().equals(name);
                moved.add(here ? new Buffer(name, buffer.offset() - pageSize, buffer.length()) : buffer);
            }
            return transfer.with(transfer.position(), moved);
        }
        if (operation instanceof Operation.Access access && access.mapping().equals(name)) {
            return access.with(access.offset() - pageSize, access.length());
        }
        if (operation instanceof PipeOperation.OfMemory pipe
                && pipe.buffer().mapping().equals(name)) {
            Buffer buffer = pipe.buffer();
            return pipe.on(new Buffer(name, buffer.offset() - pageSize, buffer.length()));
        }
        if (operation instanceof Operation.RangeOperation range
                && range.mapping().equals(name)) {
            return rangeDown(range);
        }
        return operation;
    }

    private static Operation rangeDown(Operation.RangeOperation range) {
        return range.page() > 0 ? range.with(range.page() - 1, range.pages()) : range.with(0, range.pages() - 1);
    }
}
