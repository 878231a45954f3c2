package dev.faultline.spi;

/**
 * The calling task's page tables, for strategies that move pages instead of bytes. Everything here works on the page at
 * the vector's position, which must be page-aligned, with the mmap lock held in either mode.
 *
 * <p>A change of a page-table entry does not reach the TLBs by itself: {@link #flush()} sends the cross-calls for all
 * that this task changed, and only then may {@link #freeCleared()} give up the frames.
 */
public interface PageTables {
    /**
     * Takes the mmap lock exclusively ({@code mmap_write_lock}): no other task of this address space changes mappings
     * or takes a page fault until it is dropped. It nests outside folio locks, which a fault takes while it holds it
     * shared.
     */
    void lock();

    void unlock();

    /**
     * Takes the mmap lock shared ({@code mmap_read_lock}), as a page fault does; a waiting exclusive locker goes before
     * later sharers.
     */
    void lockShared();

    void unlockShared();

    /**
     * Whether the page is in private anonymous memory that may be written: the only place where a page may be swapped
     * for another.
     */
    boolean isPrivateAnonymous(IoVector at);

    /** Whether the page lies in a mapping of the file, shared or private ({@code find_vma()->vm_file}). */
    boolean isMappingOf(IoVector at, Inode file);

    /** Whether an entry is present, for writing if asked so; takes no fault. */
    boolean isPresent(IoVector at, boolean forWriting);

    /** Whether the page is pinned, so that a device or another task still expects to find this very frame here. */
    boolean isPinned(IoVector at);

    /** Removes the entry. Its frame is kept until {@link #freeCleared()}. Nothing happens when no entry is present. */
    void clear(IoVector at);

    /**
     * Installs a read-only entry for the folio's frame, whose next store copies it first. The folio must be locked.
     *
     * @return false, with nothing changed, when an entry is present by now, or when the folio's frame is pinned, so
     *      that stores through the pin would show in the snapshot
     */
    boolean mapCopyOnWrite(IoVector at, Folio folio);

    /**
     * Removes the right to write from every entry that maps the folio, in any address space, and carries their dirty
     * bits to the folio.
     */
    void writeProtect(Folio folio);

    /** Removes from every TLB the entries that this task has cleared or write-protected, one CPU a step. */
    void flush();

    /** Drops the frames of cleared entries. */
    void freeCleared();
}
