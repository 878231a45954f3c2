package dev.faultline.gallery;

import dev.faultline.spi.Folio;
import dev.faultline.spi.PageTables;

/**
 * A zero-copy read with all its guards, in steps: where buffer and file have a whole page, the buffer's page-table
 * entry is pointed at the cache's frame, and everybody who has that frame gets it copy-on-write (the last paragraph of
 * the 2002 thread). Exhibits leave one guard out.
 */
abstract class FlipStrategy extends GalleryStrategy {
    FlipStrategy(String name) {
        super(name);
    }

    /** Makes the cache copy before it changes the frame. */
    void shareCache(Folio folio) {
        folio.shareCopyOnWrite();
    }

    /** Makes every other mapping take a fault before it changes the frame. */
    void protectMappings(PageTables tables, Folio folio) {
        tables.writeProtect(folio);
        tables.flush();
    }

    /** Takes the buffer's old page away, from all CPUs, before its frame can be used for anything else. */
    void removeOld(PageTables tables, Chunk chunk) {
        tables.clear(chunk.user());
        tables.flush();
    }

    @Override
    final int readChunk(Chunk chunk) {
        Folio folio = isWholePage(chunk) ? uptodate(chunk) : null;
        boolean flipped = folio != null && flip(chunk, folio);
        if (folio != null) {
            folio.put();
        }
        if (!flipped) {
            return super.readChunk(chunk);
        }
        chunk.user().advance(chunk.kernel().pageSize());
        return chunk.kernel().pageSize();
    }

    private static boolean isWholePage(Chunk chunk) {
        int pageSize = chunk.kernel().pageSize();
        return chunk.available() == pageSize
                && chunk.user().segmentRemaining() >= pageSize
                && chunk.user().address() % pageSize == 0;
    }

    private boolean flip(Chunk chunk, Folio folio) {
        PageTables tables = chunk.kernel().pageTables();
        tables.lock();
        folio.lock();
        boolean possible = folio.isAttached()
                && chunk.available() == folio.length()
                && tables.isPrivateAnonymous(chunk.user())
                && !tables.isPinned(chunk.user());
        if (possible) {
            shareCache(folio);
            protectMappings(tables, folio);
            removeOld(tables, chunk);
            tables.mapCopyOnWrite(chunk.user(), folio);
            tables.freeCleared();
        }
        folio.unlock();
        tables.unlock();
        return possible;
    }
}
