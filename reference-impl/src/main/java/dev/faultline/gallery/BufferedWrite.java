package dev.faultline.gallery;

import dev.faultline.spi.Errno;
import dev.faultline.spi.Folio;
import dev.faultline.spi.KernelBuffer;

/**
 * The base of exhibits whose write has its bytes in kernel memory before it touches the folio, so that no short copy
 * blurs the bug on show.
 */
abstract class BufferedWrite extends GalleryStrategy {
    BufferedWrite(String name) {
        super(name);
    }

    @Override
    int writeChunk(Chunk chunk) {
        KernelBuffer buffer = chunk.kernel().allocate(chunk.length());
        int length = chunk.copyIn(buffer, 0, chunk.length());
        int moved = length == 0 ? Errno.EFAULT : writeFrom(chunk, buffer, length);
        buffer.release();
        return moved;
    }

    int writeFrom(Chunk chunk, KernelBuffer buffer, int length) {
        Folio folio = chunk.grab();
        if (folio == null) {
            return Errno.ENOMEM;
        }
        int error = chunk.prepare(folio, length);
        if (error == 0) {
            store(chunk, folio, buffer, length);
        }
        chunk.release(folio);
        return error == 0 ? length : error;
    }

    /** Moves the bytes to the locked and prepared folio and commits them. */
    void store(Chunk chunk, Folio folio, KernelBuffer buffer, int length) {
        chunk.kernel().copy(folio, chunk.offset(), buffer, 0, length);
        chunk.commit(folio, length);
    }
}
