package dev.faultline.gallery;

import dev.faultline.spi.Folio;

/**
 * Row 33. The flag that says "these are the file's bytes" becomes visible before the bytes. Here the order is wrong in the program; on a machine with
 * weak memory it is enough to forget a barrier between the two stores, or between the two loads of who looks.
 *
 * <p>Linux until commit 0ed361dec369 (2.6.28, "mm: fix PageUptodate data race").
 *
 * <p>Law: <b>exposure</b>.
 */
final class UptodateBeforeRead extends GalleryStrategy {
    UptodateBeforeRead() {
        super("uptodate-before-read");
    }

    @Override
    int readIn(Folio folio) {
        folio.markUptodate();
        return super.readIn(folio);
    }
}
