package dev.faultline.gallery;

import dev.faultline.spi.Folio;

/**
 * Row 3. The folio is locked, and only then is the mapping of the source looked up, which takes the mmap lock: the wrong way round. A page fault has the
 * mmap lock and wants the folio. The copy itself is atomic, so one task alone never sees it; it takes an mmap with MAP_POPULATE (or mlock) beside.
 *
 * <p>Nick Piggin's third case of 2006 ("2,6;b,f"), where the copy's own fault takes the mmap lock.
 *
 * <p>Law: <b>deadlock</b>, a cycle of two through two kinds of lock.
 */
final class MappingAskedUnderLock extends GalleryStrategy {
    MappingAskedUnderLock() {
        super("mapping-asked-under-lock");
    }

    @Override
    int fill(Chunk chunk, Folio folio, int length) {
        chunk.kernel().pageTables().lockShared();
        boolean self = chunk.kernel().pageTables().isMappingOf(chunk.user(), chunk.file());
        chunk.kernel().pageTables().unlockShared();
        int most = self ? Math.min(length, chunk.user().segmentRemaining()) : length;
        return super.fill(chunk, folio, most);
    }
}
