package dev.faultline.gallery;

import dev.faultline.spi.Folio;

/**
 * Row 3. The mmap lock is taken, shared, with the folio locked, to keep the source's mapping as it is during the copy:
 * the wrong way round. A page fault has the mmap lock and wants the folio. The copy itself is atomic, so one task alone
 * never sees it; it takes an mmap with MAP_POPULATE (or mlock), or a munmap and a fault, beside.
 *
 * <p>Nick Piggin's third case of 2006 ("2,6;b,f"), where the copy's own fault takes the mmap lock.
 *
 * <p>Law: <b>deadlock</b>, a cycle of two or three through two kinds of lock.
 */
final class MmapLockInsideFolioLock extends GalleryStrategy {
    MmapLockInsideFolioLock() {
        super("mmap-lock-inside-folio-lock");
    }

    @Override
    int fill(Chunk chunk, Folio folio, int length) {
        chunk.kernel().pageTables().lockShared();
        int moved = super.fill(chunk, folio, length);
        chunk.kernel().pageTables().unlockShared();
        return moved;
    }
}
