package dev.faultline.kernel;

import dev.faultline.hardware.Geometry;
import dev.faultline.hardware.PhysicalMemory;
import dev.faultline.hardware.Pte;
import dev.faultline.hardware.StepKind;
import org.jspecify.annotations.Nullable;

/**
 * From a frame or a folio to the page-table entries that map it, and the changes made through them. Clearing or
 * protecting one entry is one step; the dirty bit found in it goes to the folio in that step, so that no store is
 * forgotten. TLBs are not touched by that: the change is gathered, and the caller flushes before it relies on it.
 *
 * <p>Two lessons about those who come in between. Who unmaps or protects a range flushes all of it, also where it found
 * nothing to change, because the change may be another task's that has not flushed yet (Linux commit 3ea277194daa). And
 * an entry that is dirty stays in the reverse map, under the page table's lock, until it is flushed: a CPU goes on
 * storing through it without a fault, so writeback must still find it or that store is lost (Linux commits 1cf35d47712d
 * and 5df397dec7c4). Reclaim may do without the second, since it holds the folio's lock until it has flushed.
 */
final class ReverseMap {
    private final Machine machine;

    ReverseMap(Machine machine) {
        this.machine = machine;
    }

    /**
     * The virtual pages that map the folio's frame as a page of its file, one bit each; those that hold it as a
     * snapshot are not among them.
     */
    long fileMappings(CacheFolio folio) {
        return fileMappings(folio, folio.frame());
    }

    long fileMappings(CacheFolio folio, int frame) {
        long result = 0;
        for (long rest = machine.memory().mappings(frame); rest != 0; rest &= rest - 1) {
            int page = Long.numberOfTrailingZeros(rest);
            Vma vma = vma(page);
            boolean anonymous = vma != null && !vma.isFileBacked();
            if (!anonymous) {
                result |= 1L << page;
            }
        }
        return result;
    }

    private @Nullable Vma vma(int page) {
        Geometry geometry = machine.geometry();
        return machine.spaces().get(geometry.spaceOf(page)).vma(geometry.virtualPageOf(page));
    }

    /** Removes every file mapping of {@code frame}, which is or was the folio's, and gathers the flush. */
    void unmap(Task task, CacheFolio folio, int frame) {
        for (long rest = fileMappings(folio, frame); rest != 0; rest &= rest - 1) {
            int page = Long.numberOfTrailingZeros(rest);
            Geometry geometry = machine.geometry();
            AddressSpace space = machine.spaces().get(geometry.spaceOf(page));
            int virtualPage = geometry.virtualPageOf(page);
            enter(task, space, virtualPage);
            int pte = space.pageTable().get(virtualPage);
            if (Pte.isPresent(pte) && Pte.frame(pte) == frame) {
                clear(task, space, virtualPage, pte);
            }
        }
    }

    /** Removes the entry of a virtual page, if present, and gathers the flush and the frame. */
    void zap(Task task, AddressSpace space, int virtualPage) {
        AddressSpace.PageTableLock lock = space.pageTableLock();
        int page = machine.geometry().page(space.number(), virtualPage);
        task.gather().addPage(page);
        if (space.pageTable().get(virtualPage) == Pte.ABSENT && (lock.isFree() || lock.isHeldBy(task))) {
            return;
        }
        enter(task, space, virtualPage);
        int pte = space.pageTable().get(virtualPage);
        Vma vma = space.vma(virtualPage);
        if (Pte.isDirty(pte) && vma != null && vma.kind() == Vma.Kind.SHARED) {
            clearDirty(task, space, virtualPage, pte);
        } else if (Pte.isPresent(pte)) {
            clear(task, space, virtualPage, pte);
        }
    }

    /**
     * Until its flush an entry that was dirty lets stores through, and a writeback that began before the entry was installed does not see it: the dirty
     * bit is carried once more after the flush.
     */
    private void clearDirty(Task task, AddressSpace space, int virtualPage, int pte) {
        AddressSpace.PageTableLock lock = space.pageTableLock();
        boolean nested = lock.isHeldBy(task);
        if (!nested) {
            lock.hold(task);
        }
        clear(task, space, virtualPage, pte);
        int page = machine.geometry().page(space.number(), virtualPage);
        machine.memory().addMapping(Pte.frame(pte), page);
        task.gather().flush();
        carryDirty(page, pte);
        machine.memory().removeMapping(Pte.frame(pte), page);
        if (!nested) {
            lock.drop(task);
        }
    }

    private void clear(Task task, AddressSpace space, int virtualPage, int pte) {
        int page = machine.geometry().page(space.number(), virtualPage);
        space.pageTable().set(virtualPage, Pte.ABSENT);
        machine.memory().removeMapping(Pte.frame(pte), page);
        carryDirty(page, pte);
        task.gather().addPage(page);
        task.gather().addFrame(Pte.frame(pte));
        note(task, "unmaps", space, virtualPage);
    }

    /** Makes every file mapping of the folio clean and read-only, and gathers the flush. */
    void protect(Task task, CacheFolio folio) {
        Geometry geometry = machine.geometry();
        int frame = folio.frame();
        for (long rest = fileMappings(folio); rest != 0; rest &= rest - 1) {
            int page = Long.numberOfTrailingZeros(rest);
            AddressSpace space = machine.spaces().get(geometry.spaceOf(page));
            int virtualPage = geometry.virtualPageOf(page);
            enter(task, space, virtualPage);
            int pte = space.pageTable().get(virtualPage);
            if (Pte.isPresent(pte) && Pte.frame(pte) == frame) {
                carryDirty(page, pte);
                space.pageTable().set(virtualPage, pte & ~(Pte.WRITABLE | Pte.DIRTY));
                task.gather().addPage(page);
                note(task, "write-protects", space, virtualPage);
            }
        }
    }

    /** Narrows one entry to what a protection allows, keeping its frame and dirty bit, and gathers the flush. */
    void protectEntry(Task task, AddressSpace space, int virtualPage, int protection) {
        int page = machine.geometry().page(space.number(), virtualPage);
        task.gather().addPage(page);
        if (!Pte.isPresent(space.pageTable().get(virtualPage))) {
            return;
        }
        enter(task, space, virtualPage);
        int pte = space.pageTable().get(virtualPage);
        if (Pte.isPresent(pte)) {
            int kept = (protection & Vma.WRITE) != 0 ? pte : pte & ~Pte.WRITABLE;
            boolean readable = (protection & Vma.READ) != 0;
            space.pageTable().set(virtualPage, readable ? kept & ~Pte.FORBIDDEN : kept | Pte.FORBIDDEN);
            note(task, "changes the protection of", space, virtualPage);
        }
    }

    private void carryDirty(int page, int pte) {
        Vma vma = vma(page);
        boolean anonymous = vma != null && !vma.isFileBacked();
        if (!Pte.isDirty(pte) || anonymous) {
            return;
        }
        CacheFolio folio = folioOf(Pte.frame(pte));
        if (folio != null) {
            folio.setDirty(true);
        }
    }

    /** The folio in a cache whose bytes are in the frame, or null. */
    @Nullable
    CacheFolio folioOf(int frame) {
        for (FileInode file : machine.files()) {
            for (int index = 0; index < file.pagesMax(); index++) {
                CacheFolio folio = file.folioAt(index);
                if (folio != null && folio.frame() == frame) {
                    return folio;
                }
            }
        }
        return null;
    }

    /** Puts an entry where none is; the step is the caller's. */
    void install(AddressSpace space, int virtualPage, int pte) {
        PhysicalMemory memory = machine.memory();
        space.pageTable().set(virtualPage, pte);
        memory.addMapping(Pte.frame(pte), machine.geometry().page(space.number(), virtualPage));
    }

    /** A step on the entry of a virtual page, under the page table's lock. */
    void enter(Task task, AddressSpace space, int virtualPage) {
        task.step(StepKind.CHANGE_PTE, machine.geometry().page(space.number(), virtualPage));
        space.pageTableLock().pass(task);
    }

    void note(Task task, String verb, AddressSpace space, int virtualPage) {
        if (task.recording()) {
            int address = virtualPage * machine.pageSize();
            task.note(verb + " " + space.name(address, machine.pageSize()) + " of process "
                    + (char) ('A' + space.number()));
        }
    }
}
