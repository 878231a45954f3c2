package dev.faultline.spi.vm;

import org.jspecify.annotations.Nullable;

/** What is done to folios: the cache's index, their flags, locks, references and transfers. */
public interface Folios {
    /** The folio at a page of a file with one more reference, or null; one step. */
    @Nullable
    VmFolio find(VmInode inode, int index);

    /** As {@link #find}, then locked and checked again: null when it is not in the cache. */
    @Nullable
    VmFolio findLocked(VmInode inode, int index);

    /** As {@link #findLocked}, made and inserted when there was none; null when no frame could be had. */
    @Nullable
    VmFolio grab(VmInode inode, int index);

    /** The folio in a cache whose bytes are in the frame, not referenced, or null; no step. */
    @Nullable
    VmFolio of(int frame);

    /** Drops a reference. */
    void put(VmFolio folio);

    /** Takes the lock, sleeping until it is free. */
    void lock(VmFolio folio);

    /** Takes the lock if it is free, and says whether it did. */
    boolean tryLock(VmFolio folio);

    void unlock(VmFolio folio);

    /** Sleeps until nobody holds the lock. */
    void waitUntilUnlocked(VmFolio folio);

    /** Sleeps until no writeback of it is under way. */
    void waitUntilWritten(VmFolio folio);

    /** Sleeps until the transfer that was started is over. */
    void waitForDisk(VmFolio folio);

    /** Starts reading a locked folio; the lock passes to the disk, which marks the folio uptodate and unlocks it. */
    void submitRead(VmFolio folio);

    /** Starts the transfer of a locked folio to the disk and marks it as under writeback. Part of the step before. */
    void submitWrite(VmFolio folio);

    /** A step that may change the folio's flags. */
    void enter(VmFolio folio);

    void setDirty(VmFolio folio, boolean dirty);

    void setCopyOnWrite(VmFolio folio, boolean copyOnWrite);

    /** Puts the folio's bytes elsewhere; the reference to the frame that it had passes to the caller. */
    void setFrame(VmFolio folio, int frame);

    /** Zeroes bytes {@code [from, to)} of a locked folio, a few a step. */
    void zero(VmFolio folio, int from, int to);

    /** Takes a locked folio out of the cache. */
    void remove(VmFolio folio);

    /**
     * Takes a locked folio out of the cache only if nobody but the cache and the caller refers to it, no file mapping,
     * pin or transfer is left, and it is clean; all in one step, as Linux does by freezing the reference count.
     */
    boolean removeUnused(VmFolio folio);

    /**
     * The cached folio of any file with {@code rank} others whose last use came before its own, with one more reference;
     * null when there are not so many. Takes a step. On a machine that does not reclaim the order means nothing.
     */
    @Nullable
    VmFolio leastRecent(int rank);
}
