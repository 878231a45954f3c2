package dev.faultline.gallery;

/**
 * Row 7. Both ends of the source are touched, then the folio is locked, then an ordinary copy is made. Alone on the
 * machine this is enough; but between touch and lock the source can be taken away again, by reclaim, by another
 * thread's munmap or madvise, by truncation, and then the copy faults with the folio locked.
 *
 * <p>Linux 2.4.22, mm/filemap.c lines 3195 to 3218; illumos does no more to this day (uio_prefaultpages).
 *
 * <p>Law: <b>deadlock</b>, in a window of a few steps.
 */
final class PrefaultOnly extends LockThenFault {
    PrefaultOnly() {
        super("prefault-only");
    }

    @Override
    void prefault(Chunk chunk) {
        touchAll(chunk);
    }
}
