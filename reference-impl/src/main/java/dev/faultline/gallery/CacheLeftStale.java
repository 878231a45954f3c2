package dev.faultline.gallery;

import dev.faultline.spi.HeldPage;

/**
 * Row 73. A direct write takes the page out of the cache and then writes it to the disk, with nothing to keep it out
 * meanwhile. Somebody loads from a mapping, or reads, while the disk is at it: the old bytes are in the cache again, and
 * stay there, over the new ones.
 *
 * <p>Linux's generic_file_direct_write invalidates once more afterwards, may fail at that, and says in its comment that
 * it does not support such use "100%"; xfstests generic/247 provokes it. The invalidate lock, held exclusively from the
 * invalidation to the end of the transfer, is what {@link dev.faultline.strategy.Direct} has instead.
 *
 * <p>Law: <b>byte-rule</b>, an old value after the write has returned.
 */
final class CacheLeftStale extends DirectWrite {
    CacheLeftStale() {
        super("cache-left-stale");
    }

    @Override
    int writePage(Chunk chunk) {
        HeldPage page = chunk.kernel().userMemory().hold(chunk.user(), false);
        if (page == null) {
            return 0;
        }
        int moved = invalidate(chunk) ? transfer(chunk, page) : 0;
        page.release();
        chunk.user().advance(Math.max(moved, 0));
        return moved;
    }
}
