package dev.faultline.strategy;

import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.Guarantee;
import dev.faultline.spi.HeldPage;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;

/**
 * Direct I/O ({@code O_DIRECT}; Linux's generic_file_direct_write and iomap_dio_rw): whole pages move between the disk
 * and the user's own pages, and the page cache is kept out of the way. Linux says of its version that a mapping used
 * meanwhile is "not supported 100 %"; this one is held to the laws of all the others, and what it does besides is the
 * difference.
 *
 * <p>A page goes directly when it is whole on both sides: position and address aligned, in one segment, and for a read
 * wholly in the file. From the first that is not, the rest is copied through the cache ({@link Linux6}, {@link
 * CachedRead}), as Linux falls back when it must. The other way, to read a block, change a part and write it, would need
 * mappings kept out in between as well, to gain nothing.
 *
 * <p><b>Why no cache goes stale.</b> A write holds the invalidate lock exclusively from before it takes the page out of
 * the cache until its bytes and the new size are in place, so that no fault and no read brings the old bytes back. A
 * folio that cannot be taken out, because it is mapped again, pinned, or in a reader's hand, is written through the
 * cache instead. That is so too when the source is a mapping of the very page: the pin on the source is what keeps the
 * folio. A flush alone, before or after, is not enough (the comment in generic_file_direct_write; the gallery has it).
 *
 * <p><b>Why a read is never old.</b> What is dirty is written back first. A store after that is one beside the read. The
 * inode lock, shared, keeps writes and truncations out.
 *
 * <p><b>Why it cannot deadlock.</b> The user's page is faulted in and pinned before the invalidate lock is taken; from
 * there on nothing can fault. The locks nest inode, invalidate, folio, as everywhere, and the inode lock is wanted by no
 * fault. <b>Why it ends.</b> Each page goes directly or by the cache, and is not tried again: a loop that faults the
 * source in and invalidates it each time would not end (xfstests generic/729; in the gallery as well).
 *
 * <p>A transfer that fails, or finds the disk full, leaves the call with the pages before it. One that moves a part of the
 * page counts for that part; what is left is no whole page any more and goes through the cache, as in Linux (commit
 * 66f998f61189 for reads, {@code direct_write_fallback} for writes).
 */
public final class Direct implements CopyStrategy {
    private final Linux6 buffered = new Linux6();

    @Override
    public String name() {
        return "direct";
    }

    @Override
    public Guarantee guarantee() {
        return Guarantee.BYTE;
    }

    @Override
    public int read(Kernel kernel, Inode file, int position, IoVector to) {
        int done = 0;
        int moved = 1;
        while (to.remaining() > 0 && moved > 0) {
            moved = readWholePage(kernel, file, position + done, to);
            if (moved == 0) {
                moved = CachedRead.readPage(kernel, file, position + done, to);
            }
            done += Math.max(moved, 0);
        }
        return done > 0 ? done : moved;
    }

    private static boolean isWholePage(Kernel kernel, int position, IoVector user) {
        int pageSize = kernel.pageSize();
        return (position % pageSize | user.address() % pageSize) == 0 && user.segmentRemaining() >= pageSize;
    }

    /** Bytes of a page that were read directly, 0 when it has to be copied, or an error. */
    private static int readWholePage(Kernel kernel, Inode file, int position, IoVector to) {
        int pageSize = kernel.pageSize();
        if (!isWholePage(kernel, position, to) || file.size() - position < pageSize) {
            return 0;
        }
        HeldPage page = kernel.userMemory().hold(to, true);
        if (page == null) {
            return 0;
        }
        int index = position / pageSize;
        int moved = 0;
        file.lockShared();
        if (file.size() - position >= pageSize) {
            kernel.pageCache().writeBack(file, index, index + 1);
            moved = file.readDirect(index, page);
        }
        file.unlockShared();
        page.release();
        to.advance(Math.max(moved, 0));
        return moved;
    }

    @Override
    public int write(Kernel kernel, Inode file, int position, IoVector from) {
        file.lock();
        int done = 0;
        int moved = 1;
        while (from.remaining() > 0 && moved > 0) {
            moved = writeWholePage(kernel, file, position + done, from);
            done += Math.max(moved, 0);
        }
        if (moved == 0) {
            moved = buffered.performWrite(kernel, file, position + done, from);
            done += Math.max(moved, 0);
        }
        file.unlock();
        return done > 0 ? done : moved;
    }

    /** Bytes of a page that were written directly, 0 when it has to be copied, or an error. */
    private static int writeWholePage(Kernel kernel, Inode file, int position, IoVector from) {
        HeldPage page =
                isWholePage(kernel, position, from) ? kernel.userMemory().hold(from, false) : null;
        if (page == null) {
            return 0;
        }
        file.lockInvalidationExclusive();
        int status = replacePage(kernel, file, position, page);
        file.unlockInvalidationExclusive();
        page.release();
        from.advance(Math.max(status, 0));
        return status;
    }

    private static int replacePage(Kernel kernel, Inode file, int position, HeldPage page) {
        int index = position / kernel.pageSize();
        if (!kernel.pageCache().invalidate(file, index, index + 1)) {
            return 0;
        }
        int moved = file.writeDirect(index, page);
        if (moved > 0 && position + moved > file.size()) {
            file.setSize(position + moved);
        }
        return moved;
    }
}
