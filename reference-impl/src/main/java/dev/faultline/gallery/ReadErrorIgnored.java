package dev.faultline.gallery;

import dev.faultline.spi.Errno;
import dev.faultline.spi.Folio;

/**
 * Row 35. A partial write to a cold page has to read the rest of the page first. The device fails, that error
 * is let pass, the bytes are copied and the folio is committed: around them lies garbage, and goes to the disk with them.
 *
 * <p>Much like the error recovery of nobh_prepare_write, which zeroed the rest instead and was called "pretty slack"
 * when it was removed.
 *
 * <p>Law: <b>exposure</b>, one read error, one partial write.
 */
final class ReadErrorIgnored extends GalleryStrategy {
    ReadErrorIgnored() {
        super("read-error-ignored");
    }

    @Override
    int prepare(Chunk chunk, Folio folio, int length) {
        int status = super.prepare(chunk, folio, length);
        return status == Errno.EIO ? 0 : status;
    }
}
