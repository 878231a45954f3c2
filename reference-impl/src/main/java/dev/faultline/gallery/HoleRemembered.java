package dev.faultline.gallery;

import dev.faultline.spi.Errno;
import dev.faultline.spi.Folio;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;
import dev.faultline.spi.KernelBuffer;

/**
 * Row 47. A write asks once, before it begins, which of its pages are holes, and zeroes the rest of a new folio there
 * instead of reading it. While it is at its source, or at an earlier page, somebody stores to a later one through a
 * mapping, writeback gives that page its block, and reclaim evicts it. The write comes to it, finds no folio, believes
 * that it still is a hole, and zeroes what was stored.
 *
 * <p>Linux's iomap code kept the map of a whole range over many folios, and learned to ask again under the folio lock
 * whether it still holds (commit d7b64041164c, "iomap: write iomap validity checks", 6.2).
 *
 * <p>Law: <b>byte-rule</b>, a store that is lost.
 */
final class HoleRemembered extends BufferedWrite {
    HoleRemembered() {
        super("hole-remembered");
    }

    @Override
    public int write(Kernel kernel, Inode file, int position, IoVector from) {
        file.lock();
        int first = position / kernel.pageSize();
        int end = position + from.remaining();
        long holes = 0;
        for (int index = first; index * kernel.pageSize() < end; index++) {
            holes |= file.isHole(index) ? 1L << index - first : 0;
        }
        int done = 0;
        int moved = 0;
        while (from.remaining() > 0 && moved >= 0) {
            Chunk chunk = new Chunk(kernel, file, position + done, from);
            boolean hole = (holes & 1L << chunk.index() - first) != 0;
            moved = hole ? writeHole(chunk) : writeChunk(chunk);
            done += Math.max(moved, 0);
        }
        file.unlock();
        return done > 0 ? done : moved;
    }

    private static int writeHole(Chunk chunk) {
        KernelBuffer buffer = chunk.kernel().allocate(chunk.length());
        int length = chunk.copyIn(buffer, 0, chunk.length());
        Folio folio = length == 0 ? null : chunk.grab();
        int moved = length == 0 ? Errno.EFAULT : Errno.ENOMEM;
        if (folio != null) {
            moved = fillHole(chunk, folio, buffer, length);
            chunk.release(folio);
        }
        buffer.release();
        return moved;
    }

    private static int fillHole(Chunk chunk, Folio folio, KernelBuffer buffer, int length) {
        int at = chunk.offset();
        int size = chunk.kernel().pageSize();
        boolean fresh = !folio.isUptodate();
        int error = fresh ? chunk.file().prepareWrite(folio, 0, size) : chunk.prepare(folio, length);
        if (error != 0) {
            return error;
        }
        if (fresh) {
            chunk.kernel().zero(folio, 0, at);
            chunk.kernel().zero(folio, at + length, size - at - length);
        }
        chunk.kernel().copy(folio, at, buffer, 0, length);
        chunk.commit(folio, length);
        return length;
    }
}
