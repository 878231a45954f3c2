package dev.faultline.gallery;

import dev.faultline.spi.Folio;

/**
 * Row 65. All mappings are copy-on-write, but the cache itself is not told. The next write to the file changes the
 * frame in place, and with it the buffer of a read that is over.
 *
 * <p>Linus Torvalds on 10 August 2002; what the loan break in NetBSD's uvm_bio.c prevents.
 *
 * <p>Law: <b>cow-isolation</b>, one task: a read, a write, a look at the buffer.
 */
final class FlipWithoutCacheCopy extends FlipStrategy {
    FlipWithoutCacheCopy() {
        super("flip-without-cache-copy");
    }

    @Override
    void shareCache(Folio folio) {}
}
