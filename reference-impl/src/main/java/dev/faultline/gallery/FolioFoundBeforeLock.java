package dev.faultline.gallery;

import dev.faultline.spi.Errno;
import dev.faultline.spi.Folio;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;
import dev.faultline.spi.KernelBuffer;

/**
 * Row 44. To hold the inode lock for less time the folio is looked up before it, and after the locks are won nobody asks whether it still is in the
 * cache. A truncation may have thrown it out meanwhile; the bytes then go to an orphan, the write says that all went well, and the next reader
 * finds zeros.
 *
 * <p>"Did it get unhashed while we waited for the lock?" asks Linux 2.4.22 at each such place, and {@code !page->mapping} every Linux since.
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
    int writeFrom(Chunk chunk, KernelBuffer buffer, int length) {
        Folio folio = chunk.grab();
        if (folio == null) {
            return Errno.ENOMEM;
        }
        folio.unlock();
        chunk.file().lock();
        folio.lock();
        int error = chunk.prepare(folio, length);
        if (error == 0) {
            store(chunk, folio, buffer, length);
        }
        chunk.release(folio);
        chunk.file().unlock();
        return error == 0 ? length : error;
    }
}
