package dev.faultline.gallery;

import dev.faultline.spi.Errno;
import dev.faultline.spi.Folio;

/**
 * A sibling of row 17. When the folio could not be prepared the write returns the error at once, with the folio still
 * locked and referenced. The next one to want the page waits for ever.
 *
 * <p>Law: <b>leak</b>, one partial write to a cold page whose read fails.
 */
final class FolioKeptOnError extends GalleryStrategy {
    FolioKeptOnError() {
        super("folio-kept-on-error");
    }

    @Override
    int writeFolio(Chunk chunk, int length) {
        Folio folio = chunk.grab();
        if (folio == null) {
            return Errno.ENOMEM;
        }
        int error = chunk.prepare(folio, length);
        if (error < 0) {
            return error;
        }
        int moved = fill(chunk, folio, length);
        chunk.release(folio);
        return moved;
    }
}
