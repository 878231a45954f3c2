package dev.faultline.strategy;

import dev.faultline.spi.Errno;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;

/**
 * Linux since 2025 (generic_perform_write in mm/filemap.c as of commit 665575cff098, February 2025; read as in {@link
 * CachedRead}).
 *
 * <p>The write copies <em>first</em>, atomically, and faults the source in only when nothing could be copied: in the
 * common case user memory is there, and a prefault is wasted. The thread of 2002 had it so: the copy that fails is
 * itself the test whether the slow path must be paid.
 *
 * <p><b>Why it cannot deadlock.</b> With the folio locked, faults are disabled: the copy stops short instead of waiting
 * for the folio, for another writer's, or for the mmap lock, which nests outside both. The source is faulted in with no
 * lock but the inode's, which no fault wants.
 *
 * <p><b>Why it exposes nothing.</b> A short copy into an uptodate folio is a short write, and is committed as such. In
 * a folio that is not uptodate the rest would be garbage from the allocation; such a copy is committed not at all, and
 * the folio stays not uptodate, so that nobody looks.
 *
 * <p><b>Why it ends.</b> After a rejected copy of c bytes the same c are tried again: no longer the whole page, so the
 * folio is read in first, and any later short copy will count. When c was 0 the source is faulted in; if not one byte
 * of it can be reached the write ends, with EFAULT if nothing was written. So each round moves bytes, or shrinks the
 * request, or was robbed of a page by somebody else.
 *
 * <p><b>Signals.</b> Before each round the write looks whether one has come, and ends with what it has written so far.
 */
public final class Linux6 extends LinuxStrategy {
    public Linux6() {
        super("linux-6");
    }

    @Override
    int performWrite(Kernel kernel, Inode file, int position, IoVector from) {
        int pageSize = kernel.pageSize();
        int written = 0;
        int retry = 0;
        int status = 0;
        while (from.remaining() > 0) {
            if (kernel.cpu().signalPending()) {
                status = Errno.EINTR;
                break;
            }
            int offset = (position + written) % pageSize;
            int length = retry > 0 ? retry : Math.min(pageSize - offset, from.remaining());
            int before = from.remaining();
            status = writeFolio(kernel, file, position + written, from, length);
            int copied = before - from.remaining();
            if (status != copied) {
                from.rewind(copied - Math.max(status, 0));
            }
            retry = 0;
            if (status < 0) {
                break;
            }
            written += status;
            if (status == 0) {
                retry = copied;
                if (copied == 0 && kernel.userMemory().faultInReadable(from, length) == 0) {
                    status = Errno.EFAULT;
                    break;
                }
            }
            kernel.cpu().yield();
        }
        return written > 0 ? written : status;
    }
}
