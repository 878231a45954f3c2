package dev.faultline.gallery;

import dev.faultline.spi.Folio;

/**
 * Row 11. Every copy is atomic, and every source is faulted in before its own folio is locked. But to send as many
 * pages as possible in one message, a full folio stays locked and unfinished while the source of the next is faulted
 * in; and that may be a mapping of the page just filled.
 *
 * <p>fuse, until commit 4f06dd92b5d0 (5.13, "fuse: fix write deadlock"); fstests generic/638.
 *
 * <p>Law: <b>deadlock</b>, one task, one write of two pages.
 */
final class NextFaultInUnderLock extends GalleryStrategy {
    NextFaultInUnderLock() {
        super("next-fault-in-under-lock");
    }

    @Override
    int keep(Chunk chunk, Folio folio, int length, int copied) {
        int next = Math.min(chunk.user().remaining(), chunk.kernel().pageSize());
        if (copied == length && next > 0) {
            chunk.kernel().userMemory().faultInReadable(chunk.user(), next);
        }
        return super.keep(chunk, folio, length, copied);
    }
}
