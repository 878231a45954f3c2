package dev.faultline.spi;

import org.jspecify.annotations.Nullable;

/**
 * The index from (file, page number) to folios. Every folio it hands out carries a reference to be dropped by
 * {@link Folio#put()}.
 */
public interface PageCache {
    /**
     * The folio at {@code index}, referenced and not locked, or null when it is not in the cache
     * ({@code find_get_page}).
     */
    @Nullable
    Folio find(Inode file, int index);

    /** As {@link #find}, then locked and checked again: null when it is not in the cache ({@code find_lock_page}). */
    @Nullable
    Folio findLocked(Inode file, int index);

    /**
     * The folio at {@code index}, made and inserted when there was none; referenced, locked, and checked to be still in
     * the cache ({@code grab_cache_page}). A new folio is not uptodate. Null when no frame could be had.
     */
    @Nullable
    Folio grab(Inode file, int index);

    /**
     * A new folio that is in no cache yet: referenced, not locked, full of garbage. Null when no frame could be had, or
     * when the call has as many of its own already as its request can touch pages, and two more: who took more would
     * take the frames that the page faults of others need.
     */
    @Nullable
    Folio allocate();

    /**
     * Puts a folio from {@link #allocate()} into the cache and locks it, in one step ({@code add_to_page_cache}).
     * False, with nothing changed, when another folio is there already.
     */
    boolean insertLocked(Folio folio, Inode file, int index);

    /** Writes what is dirty of pages {@code [from, to)} back and sleeps until it is on the disk. */
    void writeBack(Inode file, int from, int to);

    /**
     * Takes pages {@code [from, to)} out of the cache ({@code invalidate_inode_pages2_range}): each folio is locked,
     * unmapped everywhere, shot down, written back if it is dirty, and removed if by then nobody else uses it. No lock of
     * a folio may be held.
     *
     * @return whether none is left: false when one was mapped again, is pinned, or somebody has a reference to it
     */
    boolean invalidate(Inode file, int from, int to);

    /**
     * Copies bytes of the page at {@code index} to the start of a buffer without taking a reference or a lock: false when
     * no uptodate folio is there. While it is at it the folio may leave the cache and its frame be used for something
     * else, whose bytes the buffer has then. Whoever copies so has to ask for {@link #removals} before and after, and to
     * throw away what it got when they differ (the lockless short read proposed for Linux in 2025).
     */
    boolean peek(Inode file, int index, int offset, KernelBuffer to, int length);

    /** How many times a folio of the file has left the cache, or moved to another frame, so far. */
    int removals(Inode file);
}
