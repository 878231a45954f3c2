package dev.faultline.spi.vm;

import dev.faultline.hardware.Pte;

/**
 * Copy on write, in its two uses. A store to a private page gives the process a frame of its own ({@link
 * #breakPrivate}), except when it is the only owner of the frame already: when its entry says so ({@link Pte#EXCLUSIVE})
 * or nobody else refers to the frame ({@link #mayReuse}). A pin counts as somebody else, or the frame that a task still
 * reads through its pin would go to the last process that maps it, stores and all; what keeps a pinned page from being
 * copied away from under its pin is the exclusive bit (Linux 5.19, commit 6c287605fd56). A change of a folio whose
 * frame user memory holds as a snapshot gives the cache a new frame and leaves the old one to the snapshot ({@link
 * #breakFolio}), as Linus wanted of zero-copy reads in 2002 and NetBSD does for page loans.
 *
 * <p>Replacing an entry that other CPUs may have cached goes: clear, flush, install, under the page table's lock, so
 * that no CPU still reads the old frame when the first store reaches the new one (Linux's {@code ptep_clear_flush} in
 * {@code wp_page_copy}).
 */
public interface CopyOnWrite {
    /**
     * Makes the frame behind a read-only entry its process's alone, and the entry writable as far as the protection
     * allows it. The mmap lock is held shared.
     *
     * @param old the entry as the fault found it; when it has changed since, nothing is done and the access is to be
     *      tried again
     * @return false when no frame could be had
     */
    default boolean breakPrivate(Vm vm, int page, int old) {
        if (reuse(vm, page, old)) {
            return true;
        }
        Frames frames = vm.frames();
        frames.enter();
        if (vm.tables().entry(page) != old) {
            vm.reached(Branch.COW_RACED);
            return true;
        }
        int copy = frames.allocate();
        if (copy == Frames.NONE) {
            vm.note("gets no frame");
            return false;
        }
        vm.note("allocates a frame");
        int source = Pte.frame(old);
        frames.get(source);
        frames.copy(copy, source);
        boolean installed = replace(vm, page, old, copy);
        frames.put(source);
        if (!installed) {
            frames.put(copy);
        }
        return true;
    }

    private boolean reuse(Vm vm, int page, int old) {
        Tables tables = vm.tables();
        tables.enter(page);
        if (tables.entry(page) != old) {
            vm.reached(Branch.COW_RACED);
            return true;
        }
        if (!mayReuse(vm, page, old)) {
            return false;
        }
        vm.reached(Branch.COW_REUSED);
        tables.set(page, old | Pte.EXCLUSIVE | tables.writable(page));
        vm.note("keeps the frame, being its only owner, of", page);
        return true;
    }

    /** Whether a private page may keep the frame that its entry has, because nobody else would see a store to it. */
    default boolean mayReuse(Vm vm, int page, int entry) {
        return Pte.isExclusive(entry) || vm.frames().references(Pte.frame(entry)) == 1;
    }

    private static boolean replace(Vm vm, int page, int old, int copy) {
        Tables tables = vm.tables();
        tables.enter(page);
        if (tables.entry(page) != old) {
            vm.reached(Branch.COW_RACED);
            return false;
        }
        vm.reached(Branch.COW_COPIED);
        int flags = tables.writable(page) | Pte.EXCLUSIVE | Pte.ACCESSED | Pte.DIRTY;
        tables.hold(page);
        tables.clear(page);
        vm.shootdown().flush();
        tables.install(page, Pte.of(copy, flags));
        tables.drop(page);
        vm.note("gives its own copy to", page);
        vm.shootdown().freeFrames();
        return true;
    }

    /**
     * Gives the cache a frame of its own for a locked folio that shares one with a snapshot, or just drops the mark
     * when no snapshot is left. While the file mappings move over to the new frame the folio stays marked, so that no
     * store gets through before they all have.
     *
     * @return false when no frame could be had
     */
    default boolean breakFolio(Vm vm, VmFolio folio) {
        Frames frames = vm.frames();
        Folios folios = vm.folios();
        frames.enter();
        if (!hasSnapshot(vm, folio)) {
            folios.setCopyOnWrite(folio, false);
            vm.note("finds no snapshot left of", folio);
            return true;
        }
        int fresh = frames.allocate();
        if (fresh == Frames.NONE) {
            vm.note("gets no frame");
            return false;
        }
        vm.note("allocates a frame");
        int old = folio.frame();
        frames.copy(fresh, old);
        folios.enter(folio);
        folios.setFrame(folio, fresh);
        vm.reached(Branch.SNAPSHOT_BROKEN);
        vm.note("gives a frame of its own to", folio);
        vm.tables().unmap(folio, old);
        vm.shootdown().flush();
        vm.shootdown().freeFrames();
        folios.enter(folio);
        folios.setCopyOnWrite(folio, false);
        frames.put(old);
        return true;
    }

    /** Whether somebody besides the cache, its file's mappings and pins refers to the frame. */
    private static boolean hasSnapshot(Vm vm, VmFolio folio) {
        Frames frames = vm.frames();
        int others = frames.references(folio.frame()) - frames.pins(folio.frame()) - 1;
        return others > vm.tables().fileMappings(folio);
    }
}
