package dev.faultline.gallery;

import dev.faultline.spi.Folio;

/**
 * Beyond the list: use after free. The reference is not kept over the copy, "because the copy may sleep", and the copy
 * is made from a folio that may be another file's by then. With the cache still holding it, nothing goes wrong nearly
 * always; the dropped reference itself is the fault, and is what is caught.
 *
 * <p>Law: <b>misuse</b>, one read.
 */
final class FolioUsedAfterPut extends GalleryStrategy {
    FolioUsedAfterPut() {
        super("folio-used-after-put");
    }

    @Override
    int copyOut(Chunk chunk, Folio folio, int length) {
        folio.put();
        int copied = super.copyOut(chunk, folio, length);
        folio.get();
        return copied;
    }
}
