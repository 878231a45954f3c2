package dev.faultline.gallery;

import dev.faultline.spi.Errno;
import dev.faultline.spi.Folio;

/**
 * The mistake of the family: with the folio locked and perhaps not uptodate, the copy may take a page fault, and the
 * fault may wait for the very folio, for another writer's, or for the mmap lock. The members differ in what they do
 * before to make the fault unlikely. Short copies are treated rightly: the folio is read in, and what was reached is
 * copied once more.
 */
abstract class LockThenFault extends GalleryStrategy {
    LockThenFault(String name) {
        super(name);
    }

    /** What is hoped to keep the copy from faulting; its outcome does not matter. */
    abstract void prefault(Chunk chunk);

    @Override
    int writeChunk(Chunk chunk) {
        prefault(chunk);
        return writeFolio(chunk, chunk.length());
    }

    @Override
    int fill(Chunk chunk, Folio folio, int length) {
        int copied = copyLocked(chunk, folio, length);
        if (copied < length && !folio.isUptodate()) {
            chunk.user().rewind(copied);
            int error = folio.readIn();
            if (error != 0) {
                return error;
            }
            copied = chunk.copyIn(folio, chunk.offset(), copied);
        }
        if (copied == 0) {
            return Errno.EFAULT;
        }
        chunk.commit(folio, copied);
        return copied;
    }

    int copyLocked(Chunk chunk, Folio folio, int length) {
        return chunk.copyIn(folio, chunk.offset(), length);
    }

    /**
     * Reads the first and the last byte of the next {@code length} bytes of the segment, one in each page that they can
     * lie in.
     */
    static void touchBothEnds(Chunk chunk, int length) {
        chunk.kernel().userMemory().touch(chunk.user(), 0);
        chunk.kernel().userMemory().touch(chunk.user(), length - 1);
    }

    /** Reads a byte of every page of the chunk, whatever segment it is in. */
    static void touchAll(Chunk chunk) {
        chunk.kernel().userMemory().faultInReadable(chunk.user(), chunk.length());
    }
}
