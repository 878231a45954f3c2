package dev.faultline.kernel;

import dev.faultline.hardware.PhysicalMemory;
import dev.faultline.hardware.Pte;
import dev.faultline.hardware.StepKind;

/**
 * Copy on write, in its three uses. A store to a private page gives the process a frame of its own
 * ({@link #breakPrivate}), except when it is the only owner of the frame already: when its entry says so
 * ({@link Pte#EXCLUSIVE}) or nobody else refers to the frame. A pin counts as somebody else, or the frame that a task
 * still reads through its pin would go to the last process that maps it, stores and all; what keeps a pinned page from
 * being copied away from under its pin is the exclusive bit (Linux 5.19, commit 6c287605fd56). A change of a folio
 * whose frame user memory holds as a snapshot gives the cache a new frame and leaves the old one to the snapshot
 * ({@link #breakFolio}), as Linus wanted of zero-copy reads in 2002 and NetBSD does for page loans.
 *
 * <p>Replacing an entry that other CPUs may have cached goes: clear, flush, install, under the page table's lock, so
 * that no CPU still reads the old frame when the first store reaches the new one (Linux's {@code ptep_clear_flush} in
 * {@code wp_page_copy}).
 */
final class CopyOnWrite {
    private final Machine machine;
    private final ReverseMap reverseMap;

    CopyOnWrite(Machine machine, ReverseMap reverseMap) {
        this.machine = machine;
        this.reverseMap = reverseMap;
    }

    /**
     * Makes the frame behind a read-only entry its process's alone, and the entry writable as far as the protection
     * allows it.
     *
     * @param old the entry as the fault found it; when it has changed since, nothing is done and the access is to be
     *      tried again
     * @return false when no frame could be had
     */
    boolean breakPrivate(Task task, AddressSpace space, int virtualPage, int old) {
        if (reuse(task, space, virtualPage, old)) {
            return true;
        }
        PhysicalMemory memory = machine.memory();
        task.step(StepKind.ALLOCATE, 0);
        if (space.pageTable().get(virtualPage) != old) {
            task.reached(Branch.COW_RACED);
            return true;
        }
        int copy = machine.allocateFrame(task);
        if (copy == PhysicalMemory.NONE) {
            task.note("gets no frame");
            return false;
        }
        task.note("allocates a frame");
        int source = Pte.frame(old);
        memory.get(source);
        copyFrame(task, copy, source);
        boolean installed = replace(task, space, virtualPage, old, copy);
        machine.putFrame(source);
        if (!installed) {
            machine.putFrame(copy);
        }
        return true;
    }

    private boolean reuse(Task task, AddressSpace space, int virtualPage, int old) {
        reverseMap.enter(task, space, virtualPage);
        int frame = Pte.frame(old);
        PhysicalMemory memory = machine.memory();
        if (space.pageTable().get(virtualPage) != old) {
            task.reached(Branch.COW_RACED);
            return true;
        }
        if (!Pte.isExclusive(old) && memory.references(frame) != 1) {
            return false;
        }
        task.reached(Branch.COW_REUSED);
        space.pageTable().set(virtualPage, old | Pte.EXCLUSIVE | writable(space, virtualPage));
        reverseMap.note(task, "keeps the frame, being its only owner, of", space, virtualPage);
        return true;
    }

    private static int writable(AddressSpace space, int virtualPage) {
        return (space.protection(virtualPage) & Vma.WRITE) != 0 ? Pte.WRITABLE : 0;
    }

    private boolean replace(Task task, AddressSpace space, int virtualPage, int old, int copy) {
        reverseMap.enter(task, space, virtualPage);
        if (space.pageTable().get(virtualPage) != old) {
            task.reached(Branch.COW_RACED);
            return false;
        }
        task.reached(Branch.COW_COPIED);
        int page = machine.geometry().page(space.number(), virtualPage);
        int flags = writable(space, virtualPage) | Pte.EXCLUSIVE | Pte.ACCESSED | Pte.DIRTY;
        space.pageTableLock().hold(task);
        space.pageTable().set(virtualPage, Pte.ABSENT);
        machine.memory().removeMapping(Pte.frame(old), page);
        task.gather().addPage(page);
        task.gather().addFrame(Pte.frame(old));
        task.gather().flush(task);
        reverseMap.install(space, virtualPage, Pte.of(copy, flags));
        space.pageTableLock().drop(task);
        reverseMap.note(task, "gives its own copy to", space, virtualPage);
        task.gather().freeFrames();
        return true;
    }

    /** Copies a frame, a few bytes a step. */
    void copyFrame(Task task, int to, int from) {
        int unit = machine.geometry().copyUnit();
        for (int offset = 0; offset < machine.pageSize(); offset += unit) {
            task.step(StepKind.COPY, from);
            machine.memory().copy(to, offset, from, offset, Math.min(unit, machine.pageSize() - offset));
            task.note("copies a piece of a frame");
        }
    }

    /** Whether somebody besides the cache, its file's mappings and pins refers to the frame. */
    private boolean hasSnapshot(CacheFolio folio) {
        PhysicalMemory memory = machine.memory();
        int others = memory.references(folio.frame()) - memory.pins(folio.frame()) - 1;
        return others > Long.bitCount(reverseMap.fileMappings(folio));
    }

    /**
     * Gives the cache a frame of its own for a locked folio that shares one with a snapshot, or just drops the mark
     * when no snapshot is left. While the file mappings move over to the new frame the folio stays marked, so that no
     * store gets through before they all have.
     *
     * @return false when no frame could be had
     */
    boolean breakFolio(Task task, CacheFolio folio) {
        PhysicalMemory memory = machine.memory();
        task.step(StepKind.ALLOCATE, 0);
        if (!hasSnapshot(folio)) {
            folio.setCopyOnWrite(false);
            task.note("finds no snapshot left of", folio);
            return true;
        }
        int fresh = machine.allocateFrame(task);
        if (fresh == PhysicalMemory.NONE) {
            task.note("gets no frame");
            return false;
        }
        task.note("allocates a frame");
        int old = folio.frame();
        copyFrame(task, fresh, old);
        task.step(StepKind.WRITE_FLAGS, folio.number());
        folio.setFrame(fresh);
        task.reached(Branch.SNAPSHOT_BROKEN);
        task.note("gives a frame of its own to", folio);
        reverseMap.unmap(task, folio, old);
        task.gather().flush(task);
        task.gather().freeFrames();
        task.step(StepKind.WRITE_FLAGS, folio.number());
        folio.setCopyOnWrite(false);
        machine.putFrame(old);
        return true;
    }
}
