package dev.faultline.gallery;

import dev.faultline.spi.Folio;
import dev.faultline.spi.KernelBuffer;

/**
 * Row 32. A folio that is about to be overwritten whole is marked uptodate before the bytes are there: "it will be
 * fully written anyway". Readers and faults trust the flag and look at what the allocator left: another file's bytes,
 * or another user's.
 *
 * <p>Several file systems' prepare_write up to 2.6; Nick Piggin's comment on them, "allows uninitialised data to be
 * read", is why write_begin must not.
 *
 * <p>Law: <b>exposure</b>.
 */
final class UptodateBeforeCopy extends BufferedWrite {
    UptodateBeforeCopy() {
        super("uptodate-before-copy");
    }

    @Override
    void store(Chunk chunk, Folio folio, KernelBuffer buffer, int length) {
        folio.markUptodate();
        super.store(chunk, folio, buffer, length);
    }
}
