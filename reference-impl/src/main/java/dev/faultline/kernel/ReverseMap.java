package dev.faultline.kernel;

import dev.faultline.hardware.Geometry;
import dev.faultline.hardware.PageTable;
import dev.faultline.hardware.PhysicalMemory;
import dev.faultline.hardware.Pte;
import dev.faultline.hardware.StepKind;
import org.jspecify.annotations.Nullable;

/**
 * From a frame or a folio to the page-table entries that map it. What is done to each of them is the policy's matter
 * ({@link dev.faultline.spi.vm.Unmapping}). TLBs are not touched by that: the change is gathered, and the caller flushes
 * before it relies on it.
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
            if (!isAnonymous(page)) {
                result |= 1L << page;
            }
        }
        return result;
    }

    /** How many entries those are: one of a lower table that is shared counts once. */
    int fileEntries(CacheFolio folio) {
        long pages = fileMappings(folio);
        return machine.sharesTables() ? entries(pages) : Long.bitCount(pages);
    }

    private int entries(long pages) {
        Geometry geometry = machine.geometry();
        int entries = 0;
        for (long rest = pages; rest != 0; entries++) {
            int page = Long.numberOfTrailingZeros(rest);
            int virtualPage = geometry.virtualPageOf(page);
            PageTable table = machine.spaces().get(geometry.spaceOf(page)).pageTable();
            for (int sharers = table.sharers(virtualPage); sharers != 0; sharers &= sharers - 1) {
                rest &= ~(1L << geometry.page(Integer.numberOfTrailingZeros(sharers), virtualPage));
            }
            rest &= ~(1L << page);
        }
        return entries;
    }

    private @Nullable Vma vma(int page) {
        Geometry geometry = machine.geometry();
        return machine.spaces().get(geometry.spaceOf(page)).vma(geometry.virtualPageOf(page));
    }

    /** Removes every file mapping of {@code frame}, which is or was the folio's, and gathers the flush. */
    void unmap(Task task, CacheFolio folio, int frame) {
        ReverseMapLock lock = Machine.fileOf(folio).reverseMapLock();
        lock.beginWalk(task);
        long done = 0;
        for (long rest = fileMappings(folio, frame); rest != 0; rest = left(folio, frame, rest, done)) {
            int page = Long.numberOfTrailingZeros(rest);
            done |= 1L << page;
            machine.spaces();
            machine.policy().unmap(task.vm(), page, frame);
        }
        lock.endWalk(task);
    }

    /**
     * The file mappings that are still to be visited. Where lower tables are shared a fork may hand a page to a child that is
     * not visited yet, and the child may have its own copy by then, so those are looked up again.
     */
    private long left(CacheFolio folio, int frame, long rest, long done) {
        return machine.sharesTables() ? fileMappings(folio, frame) & ~done : rest & rest - 1;
    }

    /** Removes the entry of a virtual page, if present, and gathers the flush and the frame; from all that share the table. */
    void zap(Task task, AddressSpace space, int virtualPage) {
        machine.policy().zap(task.vm(), machine.geometry().page(space.number(), virtualPage));
    }

    /** As {@link #zap}, from one space alone. */
    void zapOwn(Task task, AddressSpace space, int virtualPage) {
        ownEntry(task, space, virtualPage);
        zap(task, space, virtualPage);
    }

    /** Before an entry is changed for a space, gives it a lower table of its own; the mmap lock is held. */
    void ownTable(Task task, AddressSpace space, int virtualPage) {
        if (machine.sharesTables() && space.pageTable().isWriteProtected(virtualPage)) {
            machine.policy().unshareTable(task.vm(), machine.geometry().page(space.number(), virtualPage));
        }
    }

    /** As {@link #ownTable}, where there is an entry to change. */
    private void ownEntry(Task task, AddressSpace space, int virtualPage) {
        if (machine.sharesTables() && Pte.isPresent(space.pageTable().get(virtualPage))) {
            ownTable(task, space, virtualPage);
        }
    }

    /** Makes every file mapping of the folio clean and read-only, and gathers the flush. */
    void protect(Task task, CacheFolio folio) {
        ReverseMapLock lock = Machine.fileOf(folio).reverseMapLock();
        lock.beginWalk(task);
        int frame = folio.frame();
        long done = 0;
        for (long rest = fileMappings(folio); rest != 0; rest = left(folio, frame, rest, done)) {
            int page = Long.numberOfTrailingZeros(rest);
            done |= 1L << page;
            machine.spaces();
            machine.policy().writeProtect(task.vm(), page, frame);
        }
        lock.endWalk(task);
    }

    /** Whether a page of any space is mapped and shows no file. */
    boolean isAnonymous(int page) {
        Vma vma = vma(page);
        return vma != null && !vma.isFileBacked();
    }

    /** Narrows one entry to what a protection allows, keeping its frame and dirty bit, and gathers the flush. */
    void protectEntry(Task task, AddressSpace space, int virtualPage, int protection) {
        int page = machine.geometry().page(space.number(), virtualPage);
        ownEntry(task, space, virtualPage);
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
        for (int rest = space.pageTable().sharers(virtualPage); rest != 0; rest &= rest - 1) {
            int sharer = Integer.numberOfTrailingZeros(rest);
            memory.addMapping(Pte.frame(pte), machine.geometry().page(sharer, virtualPage));
        }
    }

    /** A step on the entry of a virtual page, under the page table's lock. */
    void enter(Task task, AddressSpace space, int virtualPage) {
        task.step(StepKind.CHANGE_PTE, machine.geometry().page(space.number(), virtualPage));
        pass(task, space, virtualPage);
    }

    /** Waits until nobody else holds the lock of a page's table: of any space that shares it, unless the task holds one. */
    void pass(Task task, AddressSpace space, int virtualPage) {
        space.pageTableLock().pass(task);
        if (!machine.sharesTables() || space.pageTableLock().isHeldBy(task)) {
            return;
        }
        AddressSpace holder = holder(task, space, virtualPage);
        while (holder != null) {
            holder.pageTableLock().pass(task);
            holder = holder(task, space, virtualPage);
        }
    }

    /** A space whose page table lock another task holds, of those that share the page's lower table; or null. */
    @Nullable
    AddressSpace holder(Task task, AddressSpace space, int virtualPage) {
        for (int rest = space.pageTable().sharers(virtualPage); rest != 0; rest &= rest - 1) {
            AddressSpace sharer = machine.spaces().get(Integer.numberOfTrailingZeros(rest));
            if (!sharer.pageTableLock().isFree() && !sharer.pageTableLock().isHeldBy(task)) {
                return sharer;
            }
        }
        return null;
    }

    void note(Task task, String verb, AddressSpace space, int virtualPage) {
        if (task.recording()) {
            int address = virtualPage * machine.pageSize();
            task.note(verb + " " + space.name(address, machine.pageSize()) + " of process "
                    + (char) ('A' + space.number()));
        }
    }
}
