package dev.faultline.gallery;

import dev.faultline.spi.Folio;

/**
 * Row 12. An outer lock is held over a copy whose fault handler takes the same lock. Here it is the mmap lock, taken
 * exclusively so that nobody moves the buffer away; the first byte that is not there makes the task wait for itself.
 *
 * <p>gfs2 had it with its cluster lock (commit 00bfe02f4796, 5.16, is the cure: faults disabled under the lock, and
 * fault in without it); fstests generic/647.
 *
 * <p>Law: <b>deadlock</b>, one task, one read.
 */
final class MmapWriteLockOverCopy extends GalleryStrategy {
    MmapWriteLockOverCopy() {
        super("mmap-write-lock-over-copy");
    }

    @Override
    int copyOut(Chunk chunk, Folio folio, int length) {
        chunk.kernel().pageTables().lock();
        int copied = super.copyOut(chunk, folio, length);
        chunk.kernel().pageTables().unlock();
        return copied;
    }
}
