package dev.faultline.spi.vm;

/**
 * Moving the entries of some pages to other pages of their address space, as {@code mremap} does. No byte is copied: a
 * frame keeps its references, its pins and its mark of being exclusive, and what was stored through an entry is
 * remembered by its dirty bit, which travels with it.
 *
 * <p>Two lessons about those who come in between. A CPU goes on storing through the translation of the old page until it
 * is flushed. Who frees the frame by way of the new page, a truncation or reclaim, finds no translation of that page to
 * flush; so the old ones must be gone before the page table's lock is dropped, not at the end of the call (Linux commit
 * eb66ae030829, CVE-2018-18281). It is the same with a dirty bit that is cleaned at the new page while a CPU still stores
 * through the old (commit 5d1904204c99). And a walk along the reverse map must find the entry at one place or the other:
 * the reverse map's lock keeps walks out.
 */
public interface Moving {
    /**
     * Moves what is there. Both places are mapped; the mmap lock is held exclusively.
     *
     * @param from the first page to move
     * @param to where it comes
     * @param pages how many
     */
    default void move(Vm vm, int from, int to, int pages) {
        VmMapping mapping = vm.mappings().find(from);
        VmInode file = mapping == null ? null : mapping.file();
        if (file != null) {
            vm.inodes().lockReverseMap(file);
        }
        moveEntries(vm, from, to, pages);
        if (file != null) {
            vm.inodes().unlockReverseMap(file);
        }
    }

    /**
     * Moves the entries, and flushes all of the old pages, also those where none was: another task may have taken that
     * away and not flushed yet.
     */
    default void moveEntries(Vm vm, int from, int to, int pages) {
        Tables tables = vm.tables();
        tables.enter(from);
        tables.hold(from);
        moveEntry(vm, from, to);
        for (int page = 1; page < pages; page++) {
            tables.enter(from + page);
            moveEntry(vm, from + page, to + page);
        }
        vm.shootdown().flush();
        tables.drop(from);
    }

    /** Moves one entry, if it is there, in the step that entered it. */
    default void moveEntry(Vm vm, int from, int to) {
        vm.shootdown().add(from);
        if (vm.tables().isPresent(from)) {
            vm.tables().move(from, to);
            vm.reached(Branch.PAGE_MOVED);
            vm.note("moves the entry of", from);
        }
    }
}
