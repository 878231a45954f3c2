package dev.faultline.gallery;

import dev.faultline.spi.Folio;

/**
 * Row 29. As {@code short-copy-commits-all}, but no garbage gets out: the gap is set to zero before the folio is
 * committed. The bytes that were in the file are lost all the same, for the moment until the rest of the write comes,
 * or for good if it cannot.
 *
 * <p>Proposed more than once while 2.6.24 was made, and turned down: "data corruption, transient zeroes".
 *
 * <p>Law: <b>byte-rule</b>, a zero that nobody put there.
 */
final class ShortCopyZeroesGap extends GalleryStrategy {
    ShortCopyZeroesGap() {
        super("short-copy-zeroes-gap");
    }

    @Override
    int keep(Chunk chunk, Folio folio, int length, int copied) {
        if (copied > 0 && copied < length && !folio.isUptodate()) {
            chunk.kernel().zero(folio, chunk.offset() + copied, length - copied);
            chunk.commit(folio, length);
            return copied;
        }
        return super.keep(chunk, folio, length, copied);
    }
}
