package dev.faultline.gallery;

import dev.faultline.spi.KernelBuffer;

/**
 * Row 24. A direct write takes the page out of the cache, copies the source with faults disabled, and when that comes to
 * nothing drops its locks, faults the source in, and begins again: with the invalidation. If the source is a mapping of
 * the very page, each round takes away what the one before has brought.
 *
 * <p>The header of xfstests generic/729 tells of it: a file system that disables faults in direct I/O, as gfs2 and btrfs
 * began to in 2021, and writes a file's page to itself.
 *
 * <p>Law: <b>livelock</b>, one write of a page from a mapping of itself.
 */
final class FaultInUndone extends DirectWrite {
    FaultInUndone() {
        super("fault-in-undone");
    }

    @Override
    int writePage(Chunk chunk) {
        KernelBuffer buffer = chunk.kernel().allocate(chunk.length());
        int ready = chunk.length();
        int moved = 0;
        while (moved == 0 && ready == chunk.length()) {
            moved = round(chunk, buffer);
            ready = moved == 0 ? chunk.kernel().userMemory().faultInReadable(chunk.user(), chunk.length()) : ready;
        }
        buffer.release();
        return moved;
    }

    /** Bytes written, an error, or 0 when the source was not there. */
    private static int round(Chunk chunk, KernelBuffer buffer) {
        chunk.file().lockInvalidationExclusive();
        int moved = 0;
        if (invalidate(chunk)) {
            int copied = chunk.copyInAtomic(buffer, 0, chunk.length());
            moved = copied == chunk.length() ? transfer(chunk, buffer) : 0;
            chunk.user().rewind(copied - Math.max(moved, 0));
        }
        chunk.file().unlockInvalidationExclusive();
        return moved;
    }
}
