package dev.faultline.strategy;

import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.Errno;
import dev.faultline.spi.Folio;
import dev.faultline.spi.Guarantee;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;

/**
 * {@code copy_file_range} from folio to folio, with no user memory and no buffer in between: "there could even be a file to
 * file copy if there were an interface for it" (the thread of 2002; Linux has had the interface since 4.5, commit
 * 29732938a628). Both folios are locked at a time, so they need an order: by file, and in one file by page, which is that of Linux
 * where it compares two files in the page cache (vfs_lock_two_folios; commit edc58dd0123b, 2019, "vfs: fix page
 * locking deadlocks when deduping files"). Reads and writes are those of {@link Linux6}.
 *
 * <p><b>Why it cannot deadlock.</b> The target's inode lock is held, as for a write, and of the source none: two copies that
 * cross would take them in opposite orders. The target's folio comes out of the index locked, and is let go before both are
 * locked in order. One folio, which two places of one page have in common, is locked once. With both in hand nothing is
 * waited for but the disk, which waits for nobody, and no fault can happen: that needs user memory.
 *
 * <p><b>Why it exposes nothing.</b> Between the look-up and the lock either folio may have left its cache, and the source
 * have been found not uptodate by then; so both are asked again once they are locked, and looked up anew if need be. The
 * source's size is asked for under its lock: what a truncation has cut off is not counted. A target that is to be covered whole is not read in, and is
 * uptodate only once it is covered.
 *
 * <p><b>Why it ends.</b> A piece is tried again only when somebody else has taken a folio out of a cache.
 */
public final class FileToFile implements CopyStrategy {
    private static final int AGAIN = Integer.MIN_VALUE;

    private final Linux6 throughMemory = new Linux6();

    @Override
    public String name() {
        return "file-to-file";
    }

    @Override
    public Guarantee guarantee() {
        return Guarantee.BYTE;
    }

    @Override
    public int read(Kernel kernel, Inode file, int position, IoVector to) {
        return throughMemory.read(kernel, file, position, to);
    }

    @Override
    public int write(Kernel kernel, Inode file, int position, IoVector from) {
        return throughMemory.write(kernel, file, position, from);
    }

    @Override
    public int copyFileRange(Kernel kernel, Inode from, int fromPosition, Inode to, int toPosition, int length) {
        int pageSize = kernel.pageSize();
        to.lock();
        int done = 0;
        int moved = 1;
        while (moved > 0 && done < length) {
            if (kernel.cpu().signalPending()) {
                moved = Errno.EINTR;
                break;
            }
            int within = Math.max((fromPosition + done) % pageSize, (toPosition + done) % pageSize);
            int wanted = Math.min(pageSize - within, length - done);
            moved = copyPiece(kernel, from, fromPosition + done, to, toPosition + done, wanted);
            done += Math.max(moved, 0);
        }
        to.unlock();
        return done > 0 ? done : Math.min(moved, 0);
    }

    /** Bytes copied within one folio of each file, 0 at the end of the source, or an {@link Errno}. */
    private static int copyPiece(Kernel kernel, Inode from, int fromPosition, Inode to, int toPosition, int wanted) {
        int moved = AGAIN;
        while (moved == AGAIN && fromPosition < from.size()) {
            Folio source = CachedRead.obtain(kernel, from, fromPosition / kernel.pageSize());
            if (source == null) {
                return Errno.ENOMEM;
            }
            moved = Errno.EIO;
            if (source.isUptodate()) {
                moved = copyFrom(kernel, from, source, fromPosition, to, toPosition, wanted);
            }
            source.put();
        }
        return moved == AGAIN ? 0 : moved;
    }

    private static int copyFrom(
            Kernel kernel, Inode from, Folio source, int fromPosition, Inode to, int toPosition, int wanted) {
        Folio target = kernel.pageCache().grab(to, toPosition / kernel.pageSize());
        if (target == null) {
            return Errno.ENOMEM;
        }
        target.unlock();
        boolean one = from.number() == to.number() && source.index() == target.index();
        boolean sourceFirst =
                from.number() == to.number() ? source.index() < target.index() : from.number() < to.number();
        Folio first = sourceFirst ? source : target;
        Folio second = sourceFirst ? target : source;
        first.lock();
        if (!one) {
            second.lock();
        }
        int moved = AGAIN;
        if (source.isAttached() && target.isAttached()) {
            int length = Math.max(0, Math.min(wanted, from.size() - fromPosition));
            moved = copyLocked(kernel, source, fromPosition, to, target, toPosition, length);
        }
        if (!one) {
            second.unlock();
        }
        first.unlock();
        target.put();
        return moved;
    }

    private static int copyLocked(
            Kernel kernel, Folio source, int fromPosition, Inode to, Folio target, int toPosition, int length) {
        int offset = toPosition % kernel.pageSize();
        int status = length == 0 ? 0 : to.prepareWrite(target, offset, offset + length);
        if (status < 0 || length == 0) {
            return status;
        }
        kernel.copy(target, offset, source, fromPosition % kernel.pageSize(), length);
        to.commitWrite(target, offset, offset + length);
        return length;
    }
}
