package dev.faultline.strategy;

import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.Errno;
import dev.faultline.spi.Folio;
import dev.faultline.spi.Guarantee;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;
import dev.faultline.spi.KernelBuffer;

/**
 * Two copies through kernel memory: folio and user memory are never touched at the same time. Slow and plainly right,
 * the yardstick for the others; early Unix moved every byte so, and Linux still does for short reads (the stack buffer
 * of filemap_read_fast, proposed in 2025).
 *
 * <p><b>Why it cannot deadlock.</b> User memory is touched with no lock held but, in a write, the inode's; a folio lock
 * is held for kernel memory and the disk only. The locks nest inode, invalidate, folio, as everywhere.
 *
 * <p><b>Why it exposes nothing.</b> What is put into a folio is there in full before the folio is locked, so a folio is
 * committed only with bytes that came. A source that ends early makes a short write of what was reached.
 *
 * <p><b>Why it may promise PAGE.</b> A write stores its share of a page in one hold of the folio lock, a truncation
 * zeroes the tail in one, and a read takes size and bytes in one: within a page, each comes wholly before or after the
 * others. To the user the bytes are handed from kernel memory, where nobody changes them. A read stops at the first end
 * of file that it sees: if it went on after a write has moved that end, the rest of the page would be newer than its
 * beginning. Two pages of one read, though, may fall on two sides of a write: it is not CALL.
 */
public final class BounceBuffer implements CopyStrategy {
    @Override
    public String name() {
        return "bounce-buffer";
    }

    @Override
    public Guarantee guarantee() {
        return Guarantee.PAGE;
    }

    @Override
    public int read(Kernel kernel, Inode file, int position, IoVector to) {
        KernelBuffer buffer = kernel.allocate(kernel.pageSize());
        int done = 0;
        int status = 0;
        boolean more = true;
        while (more && to.remaining() > 0) {
            int wanted = Math.min(kernel.pageSize() - (position + done) % kernel.pageSize(), to.remaining());
            status = takeFromPage(kernel, file, position + done, buffer, wanted);
            int moved = status > 0 ? kernel.userMemory().copyToUser(to, buffer, 0, status) : 0;
            if (status > 0 && moved == 0) {
                status = Errno.EFAULT;
            }
            done += moved;
            more = moved == wanted;
        }
        buffer.release();
        return done > 0 ? done : status;
    }

    /** Copies what the file has of {@code wanted} bytes within one page to the buffer, under the folio's lock. */
    private static int takeFromPage(Kernel kernel, Inode file, int position, KernelBuffer buffer, int wanted) {
        file.lockInvalidation();
        int status = 0;
        if (position < file.size()) {
            Folio folio = kernel.pageCache().grab(file, position / kernel.pageSize());
            status = folio == null ? Errno.ENOMEM : takeFromFolio(kernel, file, folio, position, buffer, wanted);
        }
        file.unlockInvalidation();
        return status;
    }

    private static int takeFromFolio(
            Kernel kernel, Inode file, Folio folio, int position, KernelBuffer buffer, int wanted) {
        int status = folio.isUptodate() ? 0 : folio.readIn();
        if (status == 0) {
            status = Math.max(0, Math.min(wanted, file.size() - position));
            kernel.copy(buffer, 0, folio, position % kernel.pageSize(), status);
        }
        folio.unlock();
        folio.put();
        return status;
    }

    @Override
    public int write(Kernel kernel, Inode file, int position, IoVector from) {
        KernelBuffer buffer = kernel.allocate(kernel.pageSize());
        file.lock();
        int done = 0;
        int status = 0;
        boolean more = true;
        while (more && from.remaining() > 0) {
            int wanted = Math.min(kernel.pageSize() - (position + done) % kernel.pageSize(), from.remaining());
            int filled = kernel.userMemory().copyFromUser(buffer, 0, from, wanted);
            status = filled > 0 ? putIntoPage(kernel, file, position + done, buffer, filled) : Errno.EFAULT;
            done += Math.max(status, 0);
            more = status == wanted;
        }
        file.unlock();
        buffer.release();
        return done > 0 ? done : status;
    }

    private static int putIntoPage(Kernel kernel, Inode file, int position, KernelBuffer buffer, int length) {
        Folio folio = kernel.pageCache().grab(file, position / kernel.pageSize());
        if (folio == null) {
            return Errno.ENOMEM;
        }
        int offset = position % kernel.pageSize();
        int status = file.prepareWrite(folio, offset, offset + length);
        if (status == 0) {
            kernel.copy(folio, offset, buffer, 0, length);
            file.commitWrite(folio, offset, offset + length);
            status = length;
        }
        folio.unlock();
        folio.put();
        return status;
    }
}
