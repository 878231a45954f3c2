package dev.faultline.spi.vm;

/**
 * Taking bytes out of the middle of a file, so that they read as zero and whole pages of them have no block any more
 * ({@code fallocate(FALLOC_FL_PUNCH_HOLE)}). The range, inode and invalidate locks are held exclusively. The size does
 * not change.
 *
 * <p>A whole page is unmapped twice. The first pass leaves few who can still store to it. But a fault that has found the
 * folio in the cache maps it without its lock, so only when the folio has left the cache can nobody install an entry any
 * more, and the second pass takes away what came in between (Linux's {@code unmap_mapping_range}, and once more for each
 * folio in {@code truncate_inode_pages_range}). Private copies stay, unlike in a truncation: they are the process's own
 * ({@code even_cows} is 0). What remains of a page at either end is zeroed, in the cache and on the disk, under the
 * folio's lock.
 */
public interface Punching {
    /** Takes bytes {@code [from, to)} out of a file; false when no frame could be had to zero a part of a page. */
    default boolean punch(Vm vm, VmInode inode, int from, int to) {
        int size = vm.pageSize();
        int first = (from + size - 1) / size;
        int end = Math.min(to / size, inode.pagesMax());
        for (int index = first; index < end; index++) {
            punchPage(vm, inode, index);
        }
        if (first > end) {
            return zeroPart(vm, inode, from, to);
        }
        boolean begun = from == first * size || zeroPart(vm, inode, from, first * size);
        return begun && (to == end * size || zeroPart(vm, inode, end * size, to));
    }

    /** Takes a whole page out of the cache, if it is there, and its block away. */
    default void punchPage(Vm vm, VmInode inode, int index) {
        Folios folios = vm.folios();
        VmFolio folio = inode.folioAt(index) == null ? null : folios.findLocked(inode, index);
        if (folio != null) {
            unmapAll(vm, folio);
            folios.waitUntilWritten(folio);
            folios.remove(folio);
            unmapAll(vm, folio);
        }
        vm.inodes().makeHole(inode, index);
        if (folio != null) {
            folios.unlock(folio);
            folios.put(folio);
        }
    }

    /** Takes away every entry that shows a locked folio's frame as a page of the file. */
    private static void unmapAll(Vm vm, VmFolio folio) {
        while (vm.tables().fileMappings(folio) > 0) {
            vm.tables().unmap(folio, folio.frame());
        }
        vm.shootdown().flush();
        vm.shootdown().freeFrames();
    }

    /** Zeroes bytes {@code [from, to)} of one page, in the cache and on the disk; false when no frame could be had. */
    default boolean zeroPart(Vm vm, VmInode inode, int from, int to) {
        Folios folios = vm.folios();
        int index = from / vm.pageSize();
        int start = index * vm.pageSize();
        VmFolio folio = folios.findLocked(inode, index);
        boolean own = true;
        if (folio != null) {
            folios.waitUntilWritten(folio);
            own = !folio.isUptodate() || !folio.isCopyOnWrite() || vm.policy().breakFolio(vm, folio);
            if (own && folio.isUptodate()) {
                folios.zero(folio, from - start, to - start);
            }
        }
        if (own) {
            vm.inodes().zeroDisk(inode, from, to);
        }
        if (folio != null) {
            folios.unlock(folio);
            folios.put(folio);
        }
        return own;
    }
}
