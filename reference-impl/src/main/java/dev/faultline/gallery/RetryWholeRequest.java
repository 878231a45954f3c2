package dev.faultline.gallery;

import dev.faultline.spi.Errno;

/**
 * Row 20. A short copy to a folio that is not uptodate is rejected, the source is faulted in as far as it goes, and the
 * <em>whole</em> is tried again. If only a part of the source can be there, because the rest is not mapped or because
 * its segments push each other out, every round is short and every round is rejected. Had the request shrunk, it would
 * not have covered the page, the folio would have been read in, and the part would have counted.
 *
 * <p>The comment in Linux 2.6.24's generic_perform_write ("we must do this to make progress") has the same trap with
 * many segments.
 *
 * <p>Law: <b>livelock</b>, one write.
 */
final class RetryWholeRequest extends GalleryStrategy {
    RetryWholeRequest() {
        super("retry-whole-request");
    }

    @Override
    int writeChunk(Chunk chunk) {
        int length = chunk.length();
        int moved = writeFolio(chunk, length);
        int ready = moved == 0 ? chunk.kernel().userMemory().faultInReadable(chunk.user(), length) : length;
        return ready == 0 ? Errno.EFAULT : moved;
    }
}
