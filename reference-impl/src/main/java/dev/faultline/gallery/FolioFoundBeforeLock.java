package dev.faultline.gallery;

import dev.faultline.spi.Errno;
import dev.faultline.spi.Folio;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;
import dev.faultline.spi.KernelBuffer;

/**
 * Row 44. To hold the inode lock for less time, the folio is looked up and the source fetched before it, and after the
 * locks are won nobody asks whether the folio still is in the cache. A truncation may have thrown it out meanwhile; the
 * bytes then go to an orphan, the write says that all went well, and the next reader finds zeros.
 *
 * <p>"Did it get unhashed while we waited for the lock?" asks Linux 2.4.22 at each such place, and {@code
 * !page->mapping} every Linux since.
 *
 * <p>Law: <b>byte-rule</b>, a lost write.
 */
final class FolioFoundBeforeLock extends BufferedWrite {
    FolioFoundBeforeLock() {
        super("folio-found-before-lock");
    }

    @Override
    public int write(Kernel kernel, Inode file, int position, IoVector from) {
        return writeAll(kernel, file, position, from);
    }

    @Override
    int writeChunk(Chunk chunk) {
        Folio folio = chunk.grab();
        if (folio == null) {
            return Errno.ENOMEM;
        }
        folio.unlock();
        KernelBuffer buffer = chunk.kernel().allocate(chunk.length());
        int length = chunk.copyIn(buffer, 0, chunk.length());
        int moved = length == 0 ? Errno.EFAULT : writeTo(folio, chunk, buffer, length);
        buffer.release();
        folio.put();
        return moved;
    }

    private int writeTo(Folio folio, Chunk chunk, KernelBuffer buffer, int length) {
        chunk.file().lock();
        folio.lock();
        int error = chunk.prepare(folio, length);
        if (error == 0) {
            store(chunk, folio, buffer, length);
        }
        folio.unlock();
        chunk.file().unlock();
        return error == 0 ? length : error;
    }
}
