package dev.faultline.gallery;

import dev.faultline.spi.Errno;
import dev.faultline.spi.Folio;
import dev.faultline.spi.Inode;
import dev.faultline.spi.Kernel;
import dev.faultline.spi.KernelBuffer;

/**
 * A copy from file to file takes the source's bytes from where the file is stored, since that is where it could be done
 * without moving them at all, and forgets that the page cache may be newer: what was written or stored to the source and has
 * not been written back yet is not copied.
 *
 * <p>Linux's fuse, which lets the server copy, wrote back what its own writes had left dirty and not what mappings had: commit
 * 2c4656dfd994, 2020, "fuse: fix copy_file_range cache issues".
 *
 * <p>Law: <b>byte-rule</b>, values that the source had before the copy began.
 */
final class CopiedFromDisk extends CopiesFiles {
    CopiedFromDisk() {
        super("copied-from-disk");
    }

    @Override
    int copyPiece(Kernel kernel, Inode from, int fromPosition, Inode to, int toPosition, int wanted) {
        int length = Math.min(wanted, from.size() - fromPosition);
        if (length <= 0) {
            return 0;
        }
        int pageSize = kernel.pageSize();
        KernelBuffer buffer = kernel.allocate(pageSize);
        int moved = 0;
        while (moved >= 0 && moved < pageSize) {
            moved = from.readDirect(fromPosition / pageSize, buffer);
        }
        if (moved == pageSize) {
            Folio target = kernel.pageCache().grab(to, toPosition / pageSize);
            moved = target == null
                    ? Errno.ENOMEM
                    : fill(kernel, to, target, toPosition, buffer, fromPosition % pageSize, length);
            if (target != null) {
                target.unlock();
                target.put();
            }
        }
        buffer.release();
        return moved;
    }
}
