package dev.faultline.spi.vm;

import dev.faultline.hardware.Pte;

/**
 * Making a process that sees the same bytes. Under the parent's mmap lock every private frame becomes read-only in both
 * and the parent's TLB entries are flushed, so that the first store on either side copies. A pinned frame is copied for
 * the child at once: the parent must keep the very frame that the kernel or a device is still reading or filling (Linux
 * 5.12, commit 70e806e4e645). Shared mappings are left to be faulted in again. A machine that shares lower tables does so
 * first, and goes page by page only where that cannot be ({@link TableSharing}).
 */
public interface Forking {
    /**
     * Gives the child what the parent's pages show. Both have the same mappings already; the mmap lock is held
     * exclusively.
     *
     * @param parent the first page of the parent
     * @param child the first page of the child
     * @param pages pages of each
     * @return false when no frame could be had; what the child has got so far is taken away again then
     */
    default boolean fork(Vm vm, int parent, int child, int pages) {
        boolean copied = true;
        int page = 0;
        while (page < pages && copied) {
            int shared = forkTable(vm, parent + page, child + page);
            copied = shared > 0 || forkPage(vm, parent + page, child + page);
            page += Math.max(1, shared);
        }
        vm.shootdown().flush();
        return copied;
    }

    /** Lets the child share a lower table that begins with a page of the parent: how many pages that has, or 0. */
    private static int forkTable(Vm vm, int parent, int child) {
        LowerTables lower = vm.lowerTables();
        if (!lower.areShared() || lower.first(parent) != parent) {
            return 0;
        } else if (vm.policy().shareTable(vm, parent, child)) {
            return lower.end(parent) - parent;
        }
        vm.policy().unshareTable(vm, parent);
        return 0;
    }

    /** Gives the child what one page of the parent shows; false when no frame could be had. */
    default boolean forkPage(Vm vm, int parent, int child) {
        Tables tables = vm.tables();
        VmMapping mapping = vm.mappings().find(parent);
        if (mapping == null || mapping.isShared() || tables.entry(parent) == Pte.ABSENT) {
            return true;
        }
        tables.enter(parent);
        int entry = tables.entry(parent);
        if (!Pte.isPresent(entry) || mapping.file() != null && vm.folios().of(Pte.frame(entry)) != null) {
            return true;
        }
        if (mustCopy(vm, entry)) {
            return copyPinned(vm, parent, child, entry);
        }
        int shared = entry & ~(Pte.WRITABLE | Pte.EXCLUSIVE);
        tables.set(parent, shared);
        vm.shootdown().add(parent);
        vm.frames().get(Pte.frame(entry));
        tables.install(child, shared);
        vm.reached(Branch.FORK_SHARED);
        vm.note("shares with the child, read-only,", parent);
        return true;
    }

    /** Whether the child gets a copy of the frame of an entry at once, as it must when the frame is pinned for the parent. */
    default boolean mustCopy(Vm vm, int entry) {
        return Pte.isExclusive(entry) && vm.frames().pins(Pte.frame(entry)) > 0;
    }

    /** Gives the child a copy, unless a truncation has taken the parent's page away meanwhile. */
    private static boolean copyPinned(Vm vm, int parent, int child, int entry) {
        Frames frames = vm.frames();
        Tables tables = vm.tables();
        int copy = frames.allocate();
        if (copy == Frames.NONE) {
            return false;
        }
        int source = Pte.frame(entry);
        frames.get(source);
        frames.copy(copy, source);
        tables.enter(parent);
        boolean still = tables.maps(parent, source);
        frames.put(source);
        if (!still) {
            frames.put(copy);
            return true;
        }
        int flags = entry & (Pte.DIRTY | Pte.ACCESSED | Pte.FORBIDDEN | Pte.EXCLUSIVE);
        tables.install(child, Pte.of(copy, flags));
        vm.reached(Branch.FORK_COPIED_PINNED);
        vm.note("copies for the child, being pinned,", parent);
        return true;
    }
}
