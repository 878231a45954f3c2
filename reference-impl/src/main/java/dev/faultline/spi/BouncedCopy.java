package dev.faultline.spi;

/**
 * {@code copy_file_range} for a strategy that has none of its own: a piece at a time, as much as lies within one page of the source
 * and one of the target, out of the one into kernel memory and from there into the other. Linux does the same through a
 * pipe where the file system knows nothing better (splice_copy_file_range, do_splice_direct), and its slow path is as
 * plain.
 *
 * <p><b>Why it cannot deadlock.</b> No two folios are locked at a time. The target's inode lock is held throughout, as for
 * a write; of the source nothing is held but its invalidate and folio lock while its bytes are taken out. Whoever holds one
 * of these two waits for no inode lock, so a copy from F to G and one from G to F do not wait for each other in a circle,
 * as they would if each took both inode locks in its own order. Linux takes only the target's too; both, in the order of their
 * addresses, where it shares blocks instead of copying (lock_two_nondirectories).
 *
 * <p><b>Why it exposes nothing.</b> The source's folio is looked up, locked, and looked at again ({@link PageCache#grab}),
 * and read in where it is not uptodate; the size is asked for under its lock, so that what a truncation takes away meanwhile is
 * not counted. The bytes are all there before the target's folio is locked, so it is committed only with bytes that came.
 *
 * <p><b>What it promises</b> is a byte at a time: each is one that the source had at some instant of the call. Nobody holds
 * the source still from one piece to the next.
 */
final class BouncedCopy {
    private BouncedCopy() {}

    static int run(Kernel kernel, Inode from, int fromPosition, Inode to, int toPosition, int length) {
        int pageSize = kernel.pageSize();
        KernelBuffer buffer = kernel.allocate(pageSize);
        to.lock();
        int done = 0;
        int moved = 1;
        while (moved > 0 && done < length) {
            int within = Math.max((fromPosition + done) % pageSize, (toPosition + done) % pageSize);
            moved = take(kernel, from, fromPosition + done, buffer, Math.min(pageSize - within, length - done));
            moved = moved > 0 ? put(kernel, to, toPosition + done, buffer, moved) : moved;
            done += Math.max(moved, 0);
        }
        to.unlock();
        buffer.release();
        return done > 0 ? done : Math.min(moved, 0);
    }

    /** Copies what the source has of {@code wanted} bytes within one page to the buffer. */
    private static int take(Kernel kernel, Inode from, int position, KernelBuffer buffer, int wanted) {
        from.lockInvalidation();
        int status = 0;
        if (position < from.size()) {
            Folio folio = kernel.pageCache().grab(from, position / kernel.pageSize());
            status = folio == null ? Errno.ENOMEM : takeFrom(kernel, from, folio, position, buffer, wanted);
        }
        from.unlockInvalidation();
        return status;
    }

    private static int takeFrom(Kernel kernel, Inode from, Folio folio, int position, KernelBuffer buffer, int wanted) {
        int status = folio.isUptodate() ? 0 : folio.readIn();
        if (status == 0) {
            status = Math.max(0, Math.min(wanted, from.size() - position));
            kernel.copy(buffer, 0, folio, position % kernel.pageSize(), status);
        }
        folio.unlock();
        folio.put();
        return status;
    }

    private static int put(Kernel kernel, Inode to, int position, KernelBuffer buffer, int length) {
        Folio folio = kernel.pageCache().grab(to, position / kernel.pageSize());
        if (folio == null) {
            return Errno.ENOMEM;
        }
        int offset = position % kernel.pageSize();
        int status = to.prepareWrite(folio, offset, offset + length);
        if (status == 0) {
            kernel.copy(folio, offset, buffer, 0, length);
            to.commitWrite(folio, offset, offset + length);
            status = length;
        }
        folio.unlock();
        folio.put();
        return status;
    }
}
