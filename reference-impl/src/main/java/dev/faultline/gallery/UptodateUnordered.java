package dev.faultline.gallery;

import dev.faultline.spi.Folio;
import dev.faultline.spi.KernelBuffer;

/**
 * Row 33. The bytes are stored first and the folio is marked uptodate after them, but nothing keeps the two stores in
 * this order. On a processor that lets a later store be seen first, a reader finds the flag, trusts it, and copies what
 * the frame held before.
 *
 * <p>Linux up to 2.6.24 (commit 0ed361dec369 of 2008, "mm: fix PageUptodate data race", which gave SetPageUptodate its
 * write barrier).
 *
 * <p>Law: <b>exposure</b>, on a machine with weak memory.
 */
final class UptodateUnordered extends BufferedWrite {
    UptodateUnordered() {
        super("uptodate-unordered");
    }

    @Override
    void store(Chunk chunk, Folio folio, KernelBuffer buffer, int length) {
        chunk.kernel().copy(folio, chunk.offset(), buffer, 0, length);
        if (length == chunk.kernel().pageSize()) {
            folio.markUptodateUnordered();
            folio.markDirty();
        }
        chunk.commit(folio, length);
    }
}
