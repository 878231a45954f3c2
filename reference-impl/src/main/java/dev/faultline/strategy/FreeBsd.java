package dev.faultline.strategy;

import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.Errno;
import dev.faultline.spi.Folio;
import dev.faultline.spi.Guarantee;
import dev.faultline.spi.HeldPage;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;
import org.jspecify.annotations.Nullable;

/**
 * FreeBSD since 10 (vn_io_fault in sys/kern/vfs_vnops.c; Konstantin Belousov, r236321, 2012), whose reads and writes
 * are atomic as whole calls.
 *
 * <p>A range lock covers the call: shared by readers, exclusive for a writer, and for a truncation from there to the
 * end of all files. Under it the copy is tried with faults disabled and the vnode locked. If user memory is not there,
 * the vnode is unlocked, the user's page is faulted in and held, the vnode is locked again, and the rest is copied by
 * physical address, where nothing can fault; page by page, so that few pages are held.
 *
 * <p><b>Why it cannot deadlock.</b> A fault may happen only while the range lock alone is held, and no fault wants that
 * or the vnode lock (FreeBSD's faults do want the vnode, which is why it is dropped). Range locks are taken once a
 * call, outermost, so they make no cycle among themselves.
 *
 * <p><b>Why it may promise CALL.</b> Whoever overlaps waits. A write beside the range can only raise the size, and
 * bytes between the old end and the new read zero from then on, so the one sample of the size at the start decides the
 * whole read, which falls at that instant.
 *
 * <p><b>Why it exposes nothing.</b> A copy into a folio that is not uptodate may be short: it is then completed from
 * the held page before the folio is committed, or the folio is left not uptodate. What a held page gives or takes
 * counts as the user's memory at the time of the call, even if it is unmapped meanwhile; the pin keeps its frame from
 * being used for anything else.
 */
public final class FreeBsd implements CopyStrategy {
    @Override
    public String name() {
        return "freebsd";
    }

    @Override
    public Guarantee guarantee() {
        return Guarantee.CALL;
    }

    @Override
    public int read(Kernel kernel, Inode file, int position, IoVector to) {
        int end = position + to.remaining();
        file.lockRange(position, end, false);
        int size = file.size();
        int at = position;
        int status = 0;
        while (at < Math.min(end, size) && status >= 0) {
            int length = Math.min(kernel.pageSize() - at % kernel.pageSize(), Math.min(end, size) - at);
            status = readChunk(kernel, file, at, to, length);
            at += Math.max(status, 0);
        }
        file.unlockRange(position, end);
        return at > position ? at - position : status;
    }

    private static int readChunk(Kernel kernel, Inode file, int position, IoVector to, int length) {
        int offset = position % kernel.pageSize();
        file.lockShared();
        Folio folio = CachedRead.obtain(kernel, file, position / kernel.pageSize());
        if (folio == null) {
            file.unlockShared();
            return Errno.ENOMEM;
        }
        int status = Errno.EIO;
        if (folio.isUptodate()) {
            kernel.cpu().disableFaults();
            status = kernel.userMemory().copyToUser(to, folio, offset, length);
            kernel.cpu().enableFaults();
        }
        file.unlockShared();
        if (status == 0) {
            status = readToHeldPage(kernel, file, folio, offset, to, length);
        }
        folio.put();
        return status;
    }

    private static int readToHeldPage(Kernel kernel, Inode file, Folio folio, int offset, IoVector to, int length) {
        HeldPage page = kernel.userMemory().hold(to, true);
        if (page == null) {
            return Errno.EFAULT;
        }
        int chunk = Math.min(length, Math.min(page.length() - page.offset(), to.segmentRemaining()));
        file.lockShared();
        kernel.copy(page, page.offset(), folio, offset, chunk);
        file.unlockShared();
        page.release();
        to.advance(chunk);
        return chunk;
    }

    @Override
    public int write(Kernel kernel, Inode file, int position, IoVector from) {
        int end = position + from.remaining();
        file.lockRange(position, end, true);
        int at = position;
        int status = 0;
        while (at < end && status >= 0) {
            int length = Math.min(kernel.pageSize() - at % kernel.pageSize(), end - at);
            status = writeChunk(kernel, file, at, from, length);
            at += Math.max(status, 0);
        }
        file.unlockRange(position, end);
        return at > position ? at - position : status;
    }

    /**
     * Tries without faults, then by way of a held page, which holds less than the rest of a folio when the source is
     * not aligned to it.
     */
    private static int writeChunk(Kernel kernel, Inode file, int position, IoVector from, int length) {
        int status = writeFolio(kernel, file, position, from, length, null);
        if (status != 0) {
            return status;
        }
        HeldPage page = kernel.userMemory().hold(from, false);
        if (page == null) {
            return Errno.EFAULT;
        }
        int chunk = Math.min(length, Math.min(page.length() - page.offset(), from.segmentRemaining()));
        status = writeFolio(kernel, file, position, from, chunk, page);
        page.release();
        return status;
    }

    /**
     * Writes to one folio with the vnode locked: from the held page if there is one, else atomically from user memory.
     */
    private static int writeFolio(
            Kernel kernel, Inode file, int position, IoVector from, int length, @Nullable HeldPage page) {
        int offset = position % kernel.pageSize();
        file.lock();
        Folio folio = kernel.pageCache().grab(file, position / kernel.pageSize());
        int status = folio == null ? Errno.ENOMEM : file.prepareWrite(folio, offset, offset + length);
        if (folio != null) {
            if (status == 0) {
                status = fillFolio(kernel, file, folio, offset, from, length, page);
            }
            folio.unlock();
            folio.put();
        }
        file.unlock();
        return status;
    }

    private static int fillFolio(
            Kernel kernel, Inode file, Folio folio, int offset, IoVector from, int length, @Nullable HeldPage page) {
        int copied = length;
        if (page == null) {
            copied = UserCopy.fromUserAtomic(kernel, folio, offset, from, length);
        } else {
            kernel.copy(folio, offset, page, page.offset(), length);
            from.advance(length);
        }
        int kept = UserCopy.end(file, folio, offset, length, copied);
        from.rewind(copied - kept);
        return kept;
    }
}
