package dev.faultline.gallery;

import dev.faultline.spi.Folio;

/**
 * Row 13. The read takes the mmap lock, shared, so that the buffer's mapping stays as it is during the copy. The copy's
 * own page fault takes the lock shared once more. That goes well until somebody queues for it exclusively in between: a
 * fair lock lets no reader past a waiting writer, so the fault waits for the writer and the writer for the reader.
 *
 * <p>A classic of Linux's rwsem: access_process_vm and many a driver. The same shape comes with the invalidate lock in
 * direct I/O.
 *
 * <p>Law: <b>deadlock</b>; it needs an mmap or munmap in the right place.
 */
final class MmapLockOverCopy extends GalleryStrategy {
    MmapLockOverCopy() {
        super("mmap-lock-over-copy");
    }

    @Override
    int copyOut(Chunk chunk, Folio folio, int length) {
        chunk.kernel().pageTables().lockShared();
        int copied = super.copyOut(chunk, folio, length);
        chunk.kernel().pageTables().unlockShared();
        return copied;
    }
}
