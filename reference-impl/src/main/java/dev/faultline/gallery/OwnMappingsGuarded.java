package dev.faultline.gallery;

import dev.faultline.spi.Folio;
import dev.faultline.spi.PageTables;

/**
 * Row 2. The obvious patch for row 1: ask whether the source is a mapping of the file that is being written, and if it
 * is not, fault it in where that is handiest, with the folio locked. The writer cannot wait for its own folio any more.
 * Two writers can wait for each other's: one copies from a mapping of G to F, the other from a mapping of F to G, each
 * with its folio locked and wanting the other's.
 *
 * <p>The second of the cases in Nick Piggin's list of 2006 ("2,8;2,8"); the reason why FreeBSD (comment above
 * vn_io_fault) and gfs2 (Jan Kara's and Andreas Gruenbacher's discussion of 2021) gave up looking at the source.
 *
 * <p>Law: <b>deadlock</b>: a cycle of two; or, with fewer pages, of one, where the source is mapped after it was looked
 * at.
 */
final class OwnMappingsGuarded extends GalleryStrategy {
    private final GalleryStrategy careful = new GalleryStrategy("careful") {};

    OwnMappingsGuarded() {
        super("own-mappings-guarded");
    }

    @Override
    int writeChunk(Chunk chunk) {
        int moved = isOwnMapping(chunk)
                ? 0
                : writeFolio(chunk, Math.min(chunk.length(), chunk.user().segmentRemaining()));
        return moved == 0 ? careful.writeChunk(chunk) : moved;
    }

    @Override
    int prepare(Chunk chunk, Folio folio, int length) {
        chunk.kernel().userMemory().faultInReadable(chunk.user(), length);
        return super.prepare(chunk, folio, length);
    }

    private static boolean isOwnMapping(Chunk chunk) {
        PageTables tables = chunk.kernel().pageTables();
        tables.lockShared();
        boolean own = tables.isMappingOf(chunk.user(), chunk.file());
        tables.unlockShared();
        return own;
    }
}
