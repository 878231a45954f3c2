package dev.faultline.spi;

/**
 * One page of a file in the page cache: the frame that holds its bytes, its flags and its lock. A folio may be touched
 * only while the task holds a reference to it. Reading the flags and the lock needs no lock, the rest says what it
 * needs.
 */
public interface Folio extends KernelMemory {
    /** The page number in the file. */
    int index();

    /** Whether it still is in the cache of its file: false once truncated or reclaimed ({@code page->mapping}). */
    boolean isAttached();

    /** Whether its bytes are the file's. */
    boolean isUptodate();

    /** Declares every byte to be the file's. The lock must be held. */
    void markUptodate();

    /**
     * As {@link #markUptodate}, but without the barrier before it: on a machine with weak memory others may see the flag
     * before they see what this task stored last ({@code SetPageUptodate} before Linux 2.6.25, commit 0ed361dec369).
     */
    void markUptodateUnordered();

    /** Declares that the bytes differ from the disk's, to be written back some day. */
    void markDirty();

    boolean isLocked();

    /** Takes the lock, sleeping until it is free. */
    void lock();

    /** Takes the lock if it is free, and says whether it did. */
    boolean tryLock();

    /** Drops the lock, which this task must hold. */
    void unlock();

    /** Sleeps until nobody holds the lock. */
    void waitUntilUnlocked();

    /** Sleeps until no writeback of it is under way. */
    void waitUntilWritten();

    /**
     * Starts reading it from the disk and returns at once ({@code read_folio}). The lock must be held and passes to the
     * disk, which marks the folio uptodate, unless the device failed, and unlocks it.
     */
    void submitRead();

    /**
     * Reads it from the disk and sleeps until that is done; the lock must be held and stays held.
     *
     * @return 0, with the folio uptodate, or {@link Errno#EIO}
     */
    int readIn();

    /** Takes one more reference. */
    void get();

    /** Drops one reference; without one the task may not touch the folio again. */
    void put();

    /**
     * Marks the cache's own side copy-on-write, because a user mapping shares the frame as a snapshot: from now on the
     * kernel gives the cache a frame of its own before anything writes to the folio through {@link Inode#prepareWrite},
     * a shared mapping, or a truncation. The lock must be held.
     */
    void shareCopyOnWrite();
}
