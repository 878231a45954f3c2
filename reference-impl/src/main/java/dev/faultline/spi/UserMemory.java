package dev.faultline.spi;

import org.jspecify.annotations.Nullable;

/**
 * The calling task's user memory. An access to a page that is not mapped takes a page fault, which may sleep, take the
 * mmap lock, lock folios and read from the disk; with faults disabled ({@link Cpu#disableFaults()}) it fails instead,
 * which makes the same copy "atomic".
 */
public interface UserMemory {
    /**
     * Copies up to {@code length} bytes from the vector's position to kernel memory and advances the vector by what was
     * copied.
     *
     * @return bytes copied: fewer than {@code length} when user memory could not be reached, or not without a fault
     *      while faults are disabled
     */
    int copyFromUser(KernelMemory to, int offset, IoVector from, int length);

    /** Copies up to {@code length} bytes from kernel memory to the vector's position; else as {@link #copyFromUser}. */
    int copyToUser(IoVector to, KernelMemory from, int offset, int length);

    /**
     * Reads one byte at {@code offset} from the position, faulting as needed ({@code __get_user}); false when it cannot
     * be reached.
     */
    boolean touch(IoVector at, int offset);

    /**
     * Stores a zero at {@code offset} from the position, faulting as needed ({@code __put_user(0)}); false when it
     * cannot be reached.
     */
    boolean storeZero(IoVector at, int offset);

    /**
     * Makes pages from the position on readable, by reading a byte of each ({@code fault_in_readable}). The vector does
     * not move.
     *
     * @return bytes, from the position on and at most {@code length}, that could be reached
     */
    int faultInReadable(IoVector at, int length);

    /**
     * Makes pages from the position on writable, without changing a byte ({@code fault_in_safe_writeable}); else as
     * {@link #faultInReadable}.
     */
    int faultInWriteable(IoVector at, int length);

    /**
     * As {@link #faultInReadable} or {@link #faultInWriteable}, and then tries every byte: protection may be finer than a
     * page, and a copy stop in the middle of one that is there ({@code fault_in_subpage_writeable}, Linux commit
     * 18788e34642e). Takes no steps beyond theirs.
     *
     * @param forWriting whether bytes will be stored there
     */
    int faultInBytes(IoVector at, int length, boolean forWriting);

    /**
     * Loads the byte at {@code offset} from the position and stores it back, faulting as needed: makes the page writable,
     * but undoes what others store between the two. False when it cannot be reached.
     */
    boolean touchAndStoreBack(IoVector at, int offset);

    /**
     * Faults in and pins the page at the position ({@code get_user_pages}). The vector does not move.
     *
     * @param forWriting whether it will be stored to, so that a private page is copied first
     * @return the page, to be released before the call returns, or null when it cannot be reached
     */
    @Nullable
    HeldPage hold(IoVector at, boolean forWriting);
}
