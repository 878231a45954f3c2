package dev.faultline.gallery;

import dev.faultline.spi.Folio;

/**
 * Row 17. The folio is mapped for the copy, and where the copy comes to nothing the function returns early, over the
 * unmapping. The pool of kmaps is small: after some more of these every task in the machine sleeps for a slot.
 *
 * <p>Law: <b>leak</b>, one read into a buffer that is not there.
 */
final class KmapKeptOnError extends GalleryStrategy {
    KmapKeptOnError() {
        super("kmap-kept-on-error");
    }

    @Override
    int copyOut(Chunk chunk, Folio folio, int length) {
        chunk.kernel().cpu().kmap(folio);
        int copied = super.copyOut(chunk, folio, length);
        if (copied == 0) {
            return 0;
        }
        chunk.kernel().cpu().kunmap(folio);
        return copied;
    }
}
