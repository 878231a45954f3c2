package dev.faultline.spi;

/** A file: its size, its locks, and the hooks by which a file system prepares and commits a write to one folio. */
public interface Inode {
    /** A number by which two files can be put in an order. */
    int number();

    /** The size in bytes ({@code i_size}). */
    int size();

    /**
     * Raises or lowers {@code i_size} and nothing else, except that on raising it the part of the old last page beyond
     * the old size reads zero afterwards. {@link #commitWrite} does this when it must; calling it by hand is seldom
     * right.
     */
    void setSize(int size);

    /**
     * Whether the disk has no block for a page, so that it reads as zero and need not be read: a hole, or a page past
     * the end. A look at the file system's map, true at this instant: the page may be in the cache and newer, and it
     * gets a block when it is written back (Linux's {@code iomap_begin}, {@code get_block}).
     */
    boolean isHole(int index);

    /** Takes the inode lock exclusively ({@code i_rwsem}). */
    void lock();

    void unlock();

    /** Takes the inode lock shared with other readers; a waiting writer goes before later readers. */
    void lockShared();

    void unlockShared();

    /** Takes the range lock on bytes {@code [from, to)}, one at least, shared or exclusive (FreeBSD's {@code rangelock}). */
    void lockRange(int from, int to, boolean exclusive);

    /** Drops what this task took by {@link #lockRange} with the same bounds. */
    void unlockRange(int from, int to);

    /** Takes the invalidate lock shared: while it is held no folio of the file is truncated away. */
    void lockInvalidation();

    void unlockInvalidation();

    /**
     * Takes the invalidate lock exclusively, as a truncation does: while it is held no page fault and no read by {@link
     * #lockInvalidation} brings a folio of the file into the cache. Neither may user memory be touched then, since the
     * fault may want it shared; hold the pages first.
     */
    void lockInvalidationExclusive();

    void unlockInvalidationExclusive();

    /**
     * Moves page {@code index} from the disk to memory of a page or more, past the cache, a few bytes a step, and sleeps
     * until that is done. A hole comes as zeros without the disk. What the cache has that is newer is not seen: see
     * {@link PageCache#writeBack}.
     *
     * @return how many bytes have moved, from the first on, or {@link Errno#EIO}, with anything moved by then. They are
     *     all of the page unless the device stopped early, which is no error; the rest of the memory is as it was
     */
    int readDirect(int index, KernelMemory to);

    /**
     * Moves memory of a page or more to page {@code index} on the disk, past the cache, and sleeps until that is done.
     * Neither a folio of it that is in the cache nor the size changes; one that comes in meanwhile may be of either
     * time. See {@link PageCache#invalidate}.
     *
     * @return how many bytes have moved, from the first on, or, with nothing moved, {@link Errno#ENOSPC}. They are all of
     *     the page unless the device stopped early, which is no error; the rest of the page is as it was
     */
    int writeDirect(int index, KernelMemory from);

    /**
     * Makes a locked folio ready for new bytes at {@code [from, to)} of it ({@code prepare_write},
     * {@code write_begin}): gives the cache a frame of its own if it shares one, waits for writeback, and, when the
     * folio is not uptodate and the bytes do not cover it whole, reads it in, or zeroes it if it is a hole. A folio that
     * is to be covered whole keeps the garbage it has and is not uptodate. For a page that has no block, room on the
     * disk is set aside, of which there may be none.
     *
     * @return 0 or {@link Errno#EIO} or {@link Errno#ENOMEM} or {@link Errno#ENOSPC}
     */
    int prepareWrite(Folio folio, int from, int to);

    /**
     * Makes bytes {@code [from, to)} of a locked folio file content ({@code commit_write}, {@code write_end}): marks
     * the folio uptodate and dirty and raises the size if the bytes end beyond it. It believes what it is told: whether
     * those bytes are there is the caller's duty.
     *
     * <p>Whoever may raise the size so holds the inode lock exclusively. Raising it zeroes what the old last page has
     * beyond the old size, and takes no lock for that: it would wipe out another writer's bytes there.
     */
    void commitWrite(Folio folio, int from, int to);
}
