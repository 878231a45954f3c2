package dev.faultline.spi.vm;

/**
 * What a truncation does once the size is set, so that no fault maps a page past it any more. The range, inode and
 * invalidate locks are held exclusively: unmap all that maps a page past the end, private copies too; take each folio
 * out of the cache under its lock; zero what lies past the end in the last page, in the cache and on the disk (Linux's
 * {@code truncate_setsize}, {@code truncate_pagecache}, {@code block_truncate_page}).
 */
public interface Truncating {
    /** Takes away what a file has from a size on. */
    default void truncate(Vm vm, VmInode inode, int size) {
        int firstGone = (size + vm.pageSize() - 1) / vm.pageSize();
        vm.inodes().unmapFrom(inode, firstGone);
        vm.shootdown().flush();
        vm.shootdown().freeFrames();
        removeFolios(vm, inode, firstGone);
        zeroTail(vm, inode, size);
    }

    /** Takes the folios from an index on out of the cache. */
    default void removeFolios(Vm vm, VmInode inode, int firstIndex) {
        Folios folios = vm.folios();
        for (int index = firstIndex; index < inode.pagesMax(); index++) {
            if (inode.folioAt(index) == null) {
                continue;
            }
            VmFolio folio = folios.findLocked(inode, index);
            if (folio != null) {
                folios.waitUntilWritten(folio);
                folios.remove(folio);
                folios.unlock(folio);
                folios.put(folio);
            }
        }
    }

    /** Zeroes what lies past the end in the last page, in the cache and on the disk. */
    default void zeroTail(Vm vm, VmInode inode, int size) {
        Folios folios = vm.folios();
        int within = size % vm.pageSize();
        VmFolio folio = within == 0 ? null : folios.findLocked(inode, size / vm.pageSize());
        if (folio != null) {
            folios.waitUntilWritten(folio);
            zeroFolio(vm, folio, within);
        }
        vm.inodes().zeroDisk(inode, size);
        if (folio != null) {
            folios.unlock(folio);
            folios.put(folio);
        }
    }

    private static void zeroFolio(Vm vm, VmFolio folio, int from) {
        if (!folio.isUptodate()) {
            return;
        }
        if (folio.isCopyOnWrite() && !vm.policy().breakFolio(vm, folio)) {
            leaveToSnapshots(vm, folio);
            return;
        }
        vm.reached(Branch.TAIL_ZEROED);
        vm.folios().zero(folio, from, vm.pageSize());
    }

    /**
     * Takes a folio out of the cache that shares its frame with a snapshot, when there is no other frame for either. What is
     * left of it is on the disk then. It is copy-on-write, so an entry that a fault installs before it is out cannot be
     * stored to, and may be removed afterwards.
     */
    private static void leaveToSnapshots(Vm vm, VmFolio folio) {
        Folios folios = vm.folios();
        if (vm.policy().startWriteback(vm, folio)) {
            folios.waitForDisk(folio);
        }
        int frame = folio.frame();
        folios.remove(folio);
        vm.tables().unmap(folio, frame);
        vm.shootdown().flush();
        vm.shootdown().freeFrames();
    }
}
