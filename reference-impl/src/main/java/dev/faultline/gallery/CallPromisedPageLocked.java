package dev.faultline.gallery;

import dev.faultline.spi.Folio;
import dev.faultline.spi.Guarantee;
import dev.faultline.spi.KernelBuffer;

/**
 * Row 71. Each page is taken in one hold of its lock, so that within it nothing is torn, and from that the strategy
 * concludes that its calls are atomic. Between two pages the lock is free, and a write of both comes in between: the
 * first half of the read is old, the second new.
 *
 * <p>What POSIX is often read to promise, and ext4 never kept; FreeBSD has its range locks and XFS its iolock for it.
 * Violation only because of the promise.
 *
 * <p>Law: <b>torn-read</b>.
 */
final class CallPromisedPageLocked extends GalleryStrategy {
    CallPromisedPageLocked() {
        super("call-promised-page-locked", Guarantee.CALL);
    }

    @Override
    int copyOut(Chunk chunk, Folio folio, int length) {
        KernelBuffer buffer = chunk.kernel().allocate(length);
        folio.lock();
        chunk.kernel().copy(buffer, 0, folio, chunk.offset(), length);
        folio.unlock();
        int copied = chunk.kernel().userMemory().copyToUser(chunk.user(), buffer, 0, length);
        buffer.release();
        return copied;
    }
}
