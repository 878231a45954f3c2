package dev.faultline.gallery;

import dev.faultline.spi.Folio;

/**
 * Row 27. After a short copy the whole length is committed: the caller will come back for the rest. If the folio was
 * not uptodate the gap holds what the allocator left, and is now file content, for readers, for mappings, and for the
 * disk.
 *
 * <p>What write_end's rule (a short copy to a folio that is not uptodate counts for nothing) is against; Nick Piggin,
 * 2006.
 *
 * <p>Law: <b>exposure</b>.
 */
final class ShortCopyCommitsAll extends GalleryStrategy {
    ShortCopyCommitsAll() {
        super("short-copy-commits-all");
    }

    @Override
    int keep(Chunk chunk, Folio folio, int length, int copied) {
        if (copied > 0) {
            chunk.commit(folio, folio.isUptodate() ? copied : length);
        }
        return copied;
    }
}
