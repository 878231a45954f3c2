package dev.faultline.gallery;

import dev.faultline.spi.Errno;
import dev.faultline.spi.KernelBuffer;

/**
 * Row 31. Where the source ends early, the rest of the copy is zeroed, as copy_from_user did for its callers' safety; the full length is committed,
 * and then the call says EFAULT. Old content is gone, the file may have grown, and the caller was told that nothing happened.
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
        chunk.kernel().zero(buffer, copied, length - copied);
        int moved = writeFrom(chunk, buffer, length);
        buffer.release();
        return copied < length ? Errno.EFAULT : moved;
    }
}
