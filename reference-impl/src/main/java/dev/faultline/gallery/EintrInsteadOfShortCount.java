package dev.faultline.gallery;

import dev.faultline.spi.Errno;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;

/**
 * A call that a signal interrupts says so, also when it has moved bytes before. The caller, who is told to try again, writes
 * twice what is in the file already.
 *
 * <p>The other half of row 49: an error only where nothing was moved, otherwise a short count. Linux has {@code return
 * written ? written : status} at the end of generic_perform_write for it.
 *
 * <p>Law: <b>byte-rule</b>, bytes in the file of a write that says it wrote none.
 */
final class EintrInsteadOfShortCount extends GalleryStrategy {
    EintrInsteadOfShortCount() {
        super("eintr-instead-of-short-count");
    }

    @Override
    public int write(Kernel kernel, Inode file, int position, IoVector from) {
        file.lock();
        int done = 0;
        int moved = 0;
        while (moved >= 0 && from.remaining() > 0) {
            moved = kernel.cpu().signalPending()
                    ? Errno.EINTR
                    : writeChunk(new Chunk(kernel, file, position + done, from));
            done += Math.max(moved, 0);
        }
        file.unlock();
        return moved == Errno.EINTR || done == 0 ? moved : done;
    }
}
