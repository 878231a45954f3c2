package dev.faultline.gallery;

import dev.faultline.spi.Errno;
import dev.faultline.spi.KernelBuffer;

/**
 * Row 31. Where the source cannot be reached, the copy leaves zeros, as copy_from_user did for its callers' safety;
 * they are committed in the full length, and then the call says EFAULT. Old content is gone, the file may have grown,
 * and the caller was told that nothing happened.
 *
 * <p>Linux 2.4.22, do_generic_file_write, lines 3215 to 3225, and 2.5.
 *
 * <p>Law: <b>byte-rule</b>, one write that runs into unmapped memory and one look at the file.
 */
final class EfaultCommitsAll extends BufferedWrite {
    EfaultCommitsAll() {
        super("efault-commits-all");
    }

    @Override
    int writeChunk(Chunk chunk) {
        int length = chunk.length();
        KernelBuffer buffer = chunk.kernel().allocate(length);
        int copied = chunk.copyIn(buffer, 0, length);
        if (copied == 0) {
            chunk.kernel().zero(buffer, 0, length);
        }
        int moved = writeFrom(chunk, buffer, copied == 0 ? length : copied);
        buffer.release();
        return copied == 0 ? Errno.EFAULT : moved;
    }
}
