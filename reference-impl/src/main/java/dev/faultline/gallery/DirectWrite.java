package dev.faultline.gallery;

import dev.faultline.spi.KernelMemory;

/**
 * The base of exhibits that write whole pages past the page cache. What is not a whole page is written through the
 * cache, soundly.
 */
abstract class DirectWrite extends GalleryStrategy {
    DirectWrite(String name) {
        super(name);
    }

    @Override
    final int writeChunk(Chunk chunk) {
        int pageSize = chunk.kernel().pageSize();
        boolean whole = chunk.length() == pageSize
                && chunk.user().segmentRemaining() >= pageSize
                && chunk.user().address() % pageSize == 0;
        int moved = whole ? writePage(chunk) : 0;
        return moved == 0 ? super.writeChunk(chunk) : moved;
    }

    /** Bytes written, an error, or 0 when the page is to go through the cache. */
    abstract int writePage(Chunk chunk);

    /** Whether the page has left the cache. */
    static boolean invalidate(Chunk chunk) {
        return chunk.kernel().pageCache().invalidate(chunk.file(), chunk.index(), chunk.index() + 1);
    }

    /** Bytes written, or an error; the vector does not move. */
    static int transfer(Chunk chunk, KernelMemory from) {
        int moved = chunk.file().writeDirect(chunk.index(), from);
        int end = chunk.position() + moved;
        if (moved > 0 && end > chunk.file().size()) {
            chunk.file().setSize(end);
        }
        return moved;
    }
}
