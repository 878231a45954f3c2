package dev.faultline.gallery;

import dev.faultline.spi.Folio;
import org.jspecify.annotations.Nullable;

/**
 * Row 34. What is in the cache is taken for content, without asking whether it is uptodate: perhaps the disk is still
 * filling it, or a writer has just made it and not come to the copy.
 *
 * <p>Linux 2.4.22, do_generic_file_read, lines 1520 to 1545, has the test, the wait, and the test again.
 *
 * <p>Law: <b>exposure</b>.
 */
final class ReadsWithoutAsking extends GalleryStrategy {
    ReadsWithoutAsking() {
        super("reads-without-asking");
    }

    @Override
    @Nullable
    Folio uptodate(Chunk chunk) {
        Folio folio = chunk.kernel().pageCache().find(chunk.file(), chunk.index());
        return folio == null ? super.uptodate(chunk) : folio;
    }

    @Override
    boolean mayShow(Folio folio) {
        return true;
    }
}
