package dev.faultline.strategy;

import dev.faultline.spi.Errno;
import dev.faultline.spi.Folio;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;
import org.jspecify.annotations.Nullable;

/**
 * The read side of Linux ({@code do_generic_mapping_read} until 2.6, {@code filemap_read} since 5.12): get the folio
 * uptodate, then copy from it with no lock held and faults allowed.
 *
 * <p><b>Why it cannot deadlock.</b> Folio and invalidate lock are held only for the disk, which waits for nobody.
 * During the copy nothing is held but a reference, and a fault waits for no reference.
 *
 * <p><b>Why it exposes nothing.</b> The reference keeps reclaim away. Truncation does not care for references, so after
 * the lock is won the folio may have left the cache, and is looked up again; one that leaves during the copy still
 * holds what the file held when the call began.
 *
 * <p><b>What Linux does besides.</b> Two of its guards are kept here although the machine cannot show what they are for:
 * a strategy without them passes.
 * <ul>
 * <li>The invalidate lock (Linux 5.15, commit 730633f0b7f9) stands before the folio lock so that no folio enters the
 *     cache, or is read in, between the moment when a truncation has emptied the cache and the moment when the blocks
 *     are gone: it would be filled from blocks that belong to another file by then. In the machine the blocks go with
 *     the size, and what lies past the size is zeroed instead of being read.
 * <li>The size is sampled <em>after</em> the folio is known to be uptodate: a writer raises it after its bytes are in
 *     place, so bytes below the sampled size are never older than it. Sampled before, a truncation in between makes the
 *     tail of the folio, already zeroed, part of the count. That is no lie: while a truncation runs, a byte that it
 *     takes may be read as 0, or not at all. It is the better answer to give the new size.
 * </ul>
 *
 * <p><b>What it cannot promise</b> is more than {@link dev.faultline.spi.Guarantee#BYTE}: a write may overtake the copy
 * within a page.
 */
final class CachedRead {
    private CachedRead() {}

    /** All of a read: page by page, until the vector is full, the file ends, or something fails. */
    static int read(Kernel kernel, Inode file, int position, IoVector to) {
        int done = 0;
        while (to.remaining() > 0) {
            int moved = readPage(kernel, file, position + done, to);
            if (moved <= 0) {
                return done > 0 ? done : moved;
            }
            done += moved;
        }
        return done;
    }

    /**
     * Moves what one page offers.
     *
     * @return bytes moved, 0 at the end of the file, or an {@link Errno}
     */
    static int readPage(Kernel kernel, Inode file, int position, IoVector to) {
        if (position >= file.size()) {
            return 0;
        }
        Folio folio = obtain(kernel, file, position / kernel.pageSize());
        if (folio == null) {
            return Errno.ENOMEM;
        }
        if (!folio.isUptodate()) {
            folio.put();
            return Errno.EIO;
        }
        int offset = position % kernel.pageSize();
        int available = Math.min(kernel.pageSize() - offset, file.size() - position);
        int length = Math.min(available, to.remaining());
        int copied = length > 0 ? kernel.userMemory().copyToUser(to, folio, offset, length) : 0;
        folio.put();
        return copied == 0 && length > 0 ? Errno.EFAULT : copied;
    }

    /**
     * The folio at {@code index} with a reference: uptodate unless the device failed; null when no frame could be had.
     */
    static @Nullable Folio obtain(Kernel kernel, Inode file, int index) {
        Folio folio = kernel.pageCache().find(file, index);
        if (folio != null) {
            if (folio.isUptodate()) {
                return folio;
            }
            folio.put();
        }
        file.lockInvalidation();
        folio = kernel.pageCache().grab(file, index);
        if (folio != null) {
            if (!folio.isUptodate()) {
                folio.readIn();
            }
            folio.unlock();
        }
        file.unlockInvalidation();
        return folio;
    }
}
