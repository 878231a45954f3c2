package dev.faultline.gallery;

import dev.faultline.spi.Errno;
import dev.faultline.spi.Folio;
import dev.faultline.spi.Inode;
import dev.faultline.spi.Kernel;
import org.jspecify.annotations.Nullable;

/**
 * A copy from file to file locks the source's folio, then the target's, and copies between the two. One the other way, at
 * the same time, has the second and asks for the first. No user memory is needed for that, and none of the cures for copies
 * to and from it helps.
 *
 * <p>Linux had two folios locked without an order where it compared files before it shared their blocks: commit
 * edc58dd0123b, 2019, "vfs: fix page locking deadlocks when deduping files". Since then they are locked by index, and one
 * that is both is locked once; {@link dev.faultline.strategy.FileToFile} goes by file first.
 *
 * <p>Law: <b>deadlock</b>, two tasks.
 */
final class TwoFoliosUnordered extends CopiesFiles {
    TwoFoliosUnordered() {
        super("two-folios-unordered");
    }

    @Override
    int copyPiece(Kernel kernel, Inode from, int fromPosition, Inode to, int toPosition, int wanted) {
        if (fromPosition >= from.size()) {
            return 0;
        }
        Folio source = locked(kernel, from, fromPosition / kernel.pageSize());
        if (source == null) {
            return Errno.ENOMEM;
        }
        int moved = Errno.EIO;
        if (source.isUptodate()) {
            int length = Math.max(0, Math.min(wanted, from.size() - fromPosition));
            moved = length == 0 ? 0 : intoTarget(kernel, from, source, fromPosition, to, toPosition, length);
        }
        source.unlock();
        source.put();
        return moved;
    }

    /** The folio, uptodate unless the device failed, and locked. */
    private static @Nullable Folio locked(Kernel kernel, Inode from, int index) {
        from.lockInvalidation();
        Folio folio = kernel.pageCache().grab(from, index);
        if (folio != null && !folio.isUptodate()) {
            folio.readIn();
        }
        from.unlockInvalidation();
        return folio;
    }

    private static int intoTarget(
            Kernel kernel, Inode from, Folio source, int fromPosition, Inode to, int toPosition, int length) {
        int index = toPosition / kernel.pageSize();
        int offset = fromPosition % kernel.pageSize();
        if (from.number() == to.number() && source.index() == index) {
            return fill(kernel, to, source, toPosition, source, offset, length);
        }
        Folio target = kernel.pageCache().grab(to, index);
        if (target == null) {
            return Errno.ENOMEM;
        }
        int moved = fill(kernel, to, target, toPosition, source, offset, length);
        target.unlock();
        target.put();
        return moved;
    }
}
