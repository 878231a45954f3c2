package dev.faultline.spi.vm;

import dev.faultline.hardware.Pte;

/**
 * Changes made to one page-table entry by who comes from its frame or takes its page away. Clearing or protecting one
 * entry is one step; the dirty bit found in it goes to the folio in that step, so that no store is forgotten. TLBs are
 * not touched by that: the change is gathered, and the caller flushes before it relies on it.
 *
 * <p>Two lessons about those who come in between. Who unmaps or protects a range flushes all of it, also where it found
 * nothing to change, because the change may be another task's that has not flushed yet (Linux commit 3ea277194daa). And
 * an entry that is dirty stays in the reverse map, under the page table's lock, until it is flushed: a CPU goes on
 * storing through it without a fault, so writeback must still find it or that store is lost (Linux commits 1cf35d47712d
 * and 5df397dec7c4). Reclaim may do without the second, since it holds the folio's lock until it has flushed.
 */
public interface Unmapping {
    /** Removes the entry of a page if it still maps the frame. The lock of the frame's folio is held. */
    default void unmap(Vm vm, int page, int frame) {
        Tables tables = vm.tables();
        tables.enter(page);
        int entry = tables.entry(page);
        if (Pte.isPresent(entry) && Pte.frame(entry) == frame) {
            clear(vm, page, entry);
        }
    }

    /** Makes the entry of a page clean and read-only if it still maps the frame. */
    default void writeProtect(Vm vm, int page, int frame) {
        Tables tables = vm.tables();
        tables.enter(page);
        int entry = tables.entry(page);
        if (Pte.isPresent(entry) && Pte.frame(entry) == frame) {
            carryDirty(vm, page, entry);
            tables.set(page, entry & ~(Pte.WRITABLE | Pte.DIRTY));
            vm.shootdown().add(page);
            vm.note("write-protects", page);
        }
    }

    /** Removes the entry of a page whatever it maps, as a munmap, a DONTNEED or a truncation does. */
    default void zap(Vm vm, int page) {
        Tables tables = vm.tables();
        vm.shootdown().add(page);
        if (tables.entry(page) == Pte.ABSENT && tables.isFree(page)) {
            return;
        }
        tables.enter(page);
        int entry = tables.entry(page);
        VmMapping mapping = vm.mappings().find(page);
        if (Pte.isDirty(entry) && mapping != null && mapping.isShared()) {
            clearDirty(vm, page, entry);
        } else if (Pte.isPresent(entry)) {
            clear(vm, page, entry);
        }
    }

    /**
     * Until its flush an entry that was dirty lets stores through, and a writeback that began before the entry was
     * installed does not see it: the dirty bit is carried once more after the flush.
     */
    private void clearDirty(Vm vm, int page, int entry) {
        Tables tables = vm.tables();
        boolean nested = tables.isHeld(page);
        if (!nested) {
            tables.hold(page);
        }
        clear(vm, page, entry);
        tables.addMapping(page, Pte.frame(entry));
        vm.shootdown().flush();
        carryDirty(vm, page, entry);
        tables.removeMapping(page, Pte.frame(entry));
        if (!nested) {
            tables.drop(page);
        }
    }

    private void clear(Vm vm, int page, int entry) {
        vm.tables().clear(page);
        carryDirty(vm, page, entry);
        vm.note("unmaps", page);
    }

    /** Marks the folio dirty whose bytes were stored to through an entry that is going. */
    default void carryDirty(Vm vm, int page, int entry) {
        boolean anonymous = vm.mappings().isAnonymous(page);
        if (!Pte.isDirty(entry) || anonymous) {
            return;
        }
        VmFolio folio = vm.folios().of(Pte.frame(entry));
        if (folio != null) {
            vm.folios().setDirty(folio, true);
        }
    }
}
