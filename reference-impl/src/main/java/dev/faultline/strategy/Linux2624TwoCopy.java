package dev.faultline.strategy;

import dev.faultline.spi.Errno;
import dev.faultline.spi.Folio;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;
import dev.faultline.spi.KernelBuffer;

/**
 * Linux 2.6.24 on file systems that knew only {@code prepare_write} and {@code commit_write}
 * (generic_perform_write_2copy; Nick Piggin, commit 08291429cfa6, 2007). Those hooks could not take back a promise:
 * once prepared, the bytes had to come, so a short copy into a folio that is not uptodate was not allowed to happen.
 * The answer is a second copy, by way of a temporary page.
 *
 * <p><b>Why it cannot deadlock.</b> Either the folio is uptodate, and the copy under its lock is atomic; or the source
 * is copied to kernel memory while no folio is locked, and only kernel memory is touched under the lock.
 *
 * <p><b>Why it exposes nothing.</b> The copy into a folio that is not uptodate comes from kernel memory and cannot be
 * short. While the folio was unlocked it may have been truncated away or read in, so both are asked again, and either
 * one starts the round afresh: in the first case the folio is nobody's, in the second the atomic copy will do (Linux
 * had no better reason than that its two copies differ in what they do to the tail).
 *
 * <p><b>Why it ends.</b> A round moves at least a byte, or finds the source unreachable, or somebody else has changed
 * the folio or taken the source away meanwhile.
 */
public final class Linux2624TwoCopy extends LinuxStrategy {
    public Linux2624TwoCopy() {
        super("linux-2.6.24-2copy");
    }

    @Override
    int performWrite(Kernel kernel, Inode file, int position, IoVector from) {
        int end = position + from.remaining();
        int at = position;
        int status = 0;
        while (at < end && status >= 0) {
            status = writePage(kernel, file, at, from);
            at += Math.max(status, 0);
        }
        return at > position ? at - position : status;
    }

    /** Writes to one page; 0 means once more. */
    private static int writePage(Kernel kernel, Inode file, int position, IoVector from) {
        int offset = position % kernel.pageSize();
        int length = Math.min(kernel.pageSize() - offset, from.remaining());
        int ready = kernel.userMemory().faultInBytes(from, length, false);
        if (ready == 0) {
            return Errno.EFAULT;
        }
        Folio folio = kernel.pageCache().grab(file, position / kernel.pageSize());
        if (folio == null) {
            return Errno.ENOMEM;
        }
        int status;
        if (folio.isUptodate()) {
            status = copyOnce(kernel, file, folio, offset, from, ready);
        } else {
            folio.unlock();
            status = copyTwice(kernel, file, folio, offset, from, ready);
        }
        folio.put();
        return status;
    }

    /** The folio is locked and uptodate: a short copy is a short write. */
    private static int copyOnce(Kernel kernel, Inode file, Folio folio, int offset, IoVector from, int length) {
        int status = file.prepareWrite(folio, offset, offset + length);
        if (status == 0) {
            int copied = UserCopy.fromUserAtomic(kernel, folio, offset, from, length);
            status = UserCopy.end(file, folio, offset, length, copied);
        }
        folio.unlock();
        return status;
    }

    /** The folio is neither locked nor uptodate. */
    private static int copyTwice(Kernel kernel, Inode file, Folio folio, int offset, IoVector from, int length) {
        KernelBuffer temporary = kernel.allocate(length);
        int copied = kernel.userMemory().copyFromUser(temporary, 0, from, length);
        int status = copied == 0 ? Errno.EFAULT : 0;
        if (copied > 0) {
            folio.lock();
            if (folio.isAttached() && !folio.isUptodate()) {
                status = file.prepareWrite(folio, offset, offset + copied);
                if (status == 0) {
                    kernel.copy(folio, offset, temporary, 0, copied);
                    file.commitWrite(folio, offset, offset + copied);
                    status = copied;
                }
            }
            folio.unlock();
            from.rewind(copied - Math.max(status, 0));
        }
        temporary.release();
        return status;
    }
}
