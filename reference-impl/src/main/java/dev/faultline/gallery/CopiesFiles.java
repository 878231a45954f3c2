package dev.faultline.gallery;

import dev.faultline.spi.Errno;
import dev.faultline.spi.Folio;
import dev.faultline.spi.Inode;
import dev.faultline.spi.Kernel;
import dev.faultline.spi.KernelMemory;

/** An exhibit that copies from file to file in its own way, a piece at a time under the target's inode lock. */
abstract class CopiesFiles extends GalleryStrategy {
    CopiesFiles(String name) {
        super(name);
    }

    @Override
    public final int copyFileRange(Kernel kernel, Inode from, int fromPosition, Inode to, int toPosition, int length) {
        int pageSize = kernel.pageSize();
        to.lock();
        int done = 0;
        int moved = 1;
        while (moved > 0 && done < length) {
            int within = Math.max((fromPosition + done) % pageSize, (toPosition + done) % pageSize);
            int wanted = Math.min(pageSize - within, length - done);
            moved = copyPiece(kernel, from, fromPosition + done, to, toPosition + done, wanted);
            done += Math.max(moved, 0);
        }
        to.unlock();
        return done > 0 ? done : Math.min(moved, 0);
    }

    /** Bytes copied of a piece that lies in one page of each file, 0 at the end of the source, or an {@link Errno}. */
    abstract int copyPiece(Kernel kernel, Inode from, int fromPosition, Inode to, int toPosition, int wanted);

    /** Fills and commits a part of the target, which is locked. */
    static int fill(
            Kernel kernel, Inode to, Folio target, int toPosition, KernelMemory source, int offset, int length) {
        int within = toPosition % kernel.pageSize();
        int status = to.prepareWrite(target, within, within + length);
        if (status == 0) {
            kernel.copy(target, within, source, offset, length);
            to.commitWrite(target, within, within + length);
        }
        return status == 0 ? length : status;
    }
}
