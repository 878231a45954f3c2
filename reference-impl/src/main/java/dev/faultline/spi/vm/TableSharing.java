package dev.faultline.spi.vm;

import dev.faultline.hardware.Pte;

/**
 * Copy on write, a lower page table at a time. A fork points the child's directory to the parent's lower table and
 * write-protects it in both; only who wants to change an entry of it gets a copy. Daniel Phillips' page-table-sharing patch
 * of 2002 did this to make fork cheap for processes with much memory, Dave McCracken carried it on as shared page tables,
 * and "On-demand-fork" (Zhao, Gong and Fonseca, EuroSys 2021) has it again, for the same reason.
 *
 * <p>While a table is shared its entries stay as they were, {@link Pte#WRITABLE} and {@link Pte#EXCLUSIVE} too: the
 * directory speaks for all of them, and nobody may take their word before the table is its own. So whatever is done on
 * behalf of one space (a fault, a forced store, a pin, munmap, mprotect, MADV_DONTNEED, a page flip) unshares first, even a
 * read fault; Phillips let that fill the shared table in place, which works as long as all sharers still have the same
 * mapping there, and that is dear to know. What comes from a frame or a file (reclaim, writeback, truncation) changes the
 * shared entry in place, since it means all of them, and gathers the flush of each.
 *
 * <p>A shared entry is one reference to its frame, however many share it. A copy takes one more, and with that the frame is
 * nobody's alone: private entries lose both bits, in the copy and in the table that is left. Three rules go with it. TLBs
 * are flushed as the table becomes shared, or a CPU goes on storing without a look at the directory. A table with a page
 * that is pinned is not shared, since the pin must stay with the parent. And whoever unshares holds its page table's lock
 * from the first entry to the switch: what is cleared in the shared table meanwhile would come to life again in the copy.
 */
public interface TableSharing {
    /**
     * Lets a child share a lower table of its parent; part of a fork, so the parent's mmap lock is held exclusively and its
     * TLB entries are flushed before the child runs.
     *
     * @param parent the first page of the table
     * @param child the same page of the child, with nothing in its own table
     * @return false when the pages are to be given to the child one by one
     */
    default boolean shareTable(Vm vm, int parent, int child) {
        LowerTables lower = vm.lowerTables();
        vm.tables().enter(parent);
        if (!mayShareTable(vm, parent)) {
            return false;
        }
        lower.share(parent, child);
        vm.reached(Branch.TABLE_SHARED);
        vm.note("shares with the child, write-protected, the lower page table of", parent);
        retireTranslations(vm, parent);
        return true;
    }

    /** Whether a lower table has anything to share, and nothing that has to be copied for the child at once. */
    default boolean mayShareTable(Vm vm, int parent) {
        Tables tables = vm.tables();
        boolean any = false;
        for (int page = parent; page < vm.lowerTables().end(parent); page++) {
            int entry = tables.entry(page);
            if (Pte.isPresent(entry)) {
                if (vm.policy().mustCopy(vm, entry)) {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }

    /** Adds to the shootdown what TLBs may have of a lower table that has become shared. */
    default void retireTranslations(Vm vm, int parent) {
        for (int page = parent; page < vm.lowerTables().end(parent); page++) {
            if (vm.tables().isPresent(page)) {
                vm.shootdown().add(page);
            }
        }
    }

    /**
     * Gives a page's space a lower table of its own, if it has none, in which entries may be changed. The mmap lock is
     * held, in either way, so that no fork shares the table again meanwhile. It flushes what was gathered so far, so the
     * page of an entry that is to be changed afterwards is gathered afterwards too.
     */
    default void unshareTable(Vm vm, int page) {
        LowerTables lower = vm.lowerTables();
        if (!lower.isShared(page)) {
            return;
        }
        vm.tables().enter(page);
        if (!lower.isShared(page)) {
            return;
        }
        if (mayKeepTable(vm, page)) {
            lower.permitStores(page);
            vm.note("keeps, being left alone with it, the lower page table of", page);
            return;
        }
        copyTable(vm, page);
        vm.shootdown().flush();
    }

    /**
     * Whether a space may go on with a lower table that was shared, because nobody else has it any more. It has to then,
     * since a copy would leave the table, with its references, to nobody.
     */
    default boolean mayKeepTable(Vm vm, int page) {
        return vm.lowerTables().sharers(page) == 1;
    }

    /**
     * The copy, an entry a step, under the page table's lock. The flush at its end is for what a CPU remembers of the way to
     * an entry; the entries themselves lead where they led before.
     */
    private static void copyTable(Vm vm, int page) {
        Tables tables = vm.tables();
        LowerTables lower = vm.lowerTables();
        tables.hold(page);
        for (int each = lower.first(page); each < lower.end(page); each++) {
            if (tables.isPresent(each)) {
                tables.enter(each);
                copyEntry(vm, each);
                vm.shootdown().add(each);
            }
        }
        tables.enter(page);
        lower.useCopy(page);
        tables.drop(page);
        vm.reached(Branch.TABLE_UNSHARED);
        vm.note("goes on with its own copy of the lower page table of", page);
    }

    private static void copyEntry(Vm vm, int page) {
        VmMapping mapping = vm.mappings().find(page);
        int entry = vm.tables().entry(page);
        if (mapping == null || !mapping.isShared()) {
            entry &= ~(Pte.WRITABLE | Pte.EXCLUSIVE);
            vm.tables().set(page, entry);
        }
        vm.frames().get(Pte.frame(entry));
        vm.lowerTables().copy(page, entry);
        vm.note("copies the entry of", page);
    }
}
