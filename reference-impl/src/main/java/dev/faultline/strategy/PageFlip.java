package dev.faultline.strategy;

import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.Folio;
import dev.faultline.spi.Guarantee;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;
import dev.faultline.spi.PageTables;

/**
 * Reads a whole page without copying it: the page-table entry of the buffer is pointed at the cache's own frame,
 * copy-on-write for everybody who has it. The end of the 2002 thread asks for this ("the page just becomes CoW in all
 * of the mapped region, the read destination and the page cache"); FreeBSD had it from 2000 to 2013 (vm_uiomove in
 * sys/kern/subr_uio.c, option ZERO_COPY_SOCKETS). Linux never did: Torvalds' reasons there are the price of the
 * page-table walk and of the cross-calls that replacing a mapped page takes. Whatever is not a whole page is copied
 * ({@link CachedRead}); writes copy as {@link Linux6} does.
 *
 * <p>What the buffer then holds must be a snapshot: nothing that happens later may show in it. The guards, of which
 * the gallery leaves out one at a time:
 * <ul>
 * <li>Buffer and file position are page-aligned and the file has the whole page, or bytes would appear that the count
 *     does not cover.
 * <li>The folio is locked, still in the cache and uptodate. The size is sampled under its lock, so that no truncation
 *     comes between it and the flip; with an older size a truncation under way would show as a page with zeros, which a
 *     read may see too.
 * <li>The buffer is private anonymous memory. The page of a shared mapping belongs to others, and to no other frame.
 * <li>The buffer's page is not pinned: a device or a task that holds it would go on storing to the old frame.
 * <li>The cache's side becomes copy-on-write, for the writes and truncations to come.
 * <li>Every other mapping of the folio loses the right to write, and the TLBs are flushed <em>before</em> the snapshot
 *     is mapped. A store through an entry that is still cached hits the frame while it is the cache's alone: file
 *     content, in time for the snapshot.
 * <li>The buffer's old entry is removed and flushed before its frame is given up, and the mmap lock is held exclusively
 *     meanwhile: nobody can fault a page of zeros into the hole, see it, or store to it.
 * </ul>
 *
 * <p><b>Why it cannot deadlock.</b> The mmap lock is taken before the folio's, in the order of a page fault, and the
 * folio is read in before either. Nothing in between can fault.
 */
public final class PageFlip implements CopyStrategy {
    private final Linux6 copying = new Linux6();

    @Override
    public String name() {
        return "page-flip";
    }

    @Override
    public Guarantee guarantee() {
        return Guarantee.BYTE;
    }

    @Override
    public int write(Kernel kernel, Inode file, int position, IoVector from) {
        return copying.write(kernel, file, position, from);
    }

    @Override
    public int read(Kernel kernel, Inode file, int position, IoVector to) {
        int length = to.remaining();
        int done = 0;
        int moved = 1;
        while (done < length && moved > 0) {
            moved = flip(kernel, file, position + done, to);
            if (moved == 0) {
                moved = CachedRead.readPage(kernel, file, position + done, to);
            }
            done += Math.max(moved, 0);
        }
        return done > 0 ? done : moved;
    }

    /** Moves one page if everything allows it; 0, with nothing changed, when it has to be copied. */
    private static int flip(Kernel kernel, Inode file, int position, IoVector to) {
        int pageSize = kernel.pageSize();
        boolean aligned = position % pageSize == 0 && to.address() % pageSize == 0;
        if (!aligned || to.segmentRemaining() < pageSize || file.size() - position < pageSize) {
            return 0;
        }
        Folio folio = CachedRead.obtain(kernel, file, position / pageSize);
        if (folio == null) {
            return 0;
        }
        PageTables tables = kernel.pageTables();
        tables.lock();
        folio.lock();
        boolean whole = folio.isAttached() && folio.isUptodate() && file.size() - position >= pageSize;
        boolean flipped = whole && tables.isPrivateAnonymous(to) && !tables.isPinned(to) && replace(tables, folio, to);
        folio.unlock();
        tables.unlock();
        folio.put();
        if (!flipped) {
            return 0;
        }
        to.advance(pageSize);
        return pageSize;
    }

    private static boolean replace(PageTables tables, Folio folio, IoVector to) {
        folio.shareCopyOnWrite();
        tables.writeProtect(folio);
        tables.clear(to);
        tables.flush();
        boolean mapped = tables.mapCopyOnWrite(to, folio);
        tables.freeCleared();
        return mapped;
    }
}
