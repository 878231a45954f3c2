package dev.faultline.spi;

/**
 * User memory as a call names it: one or more segments and a position that moves through them, like Linux's
 * {@code iov_iter}. Copies advance it by what they moved.
 *
 * <p>The source of a write may be memory of the kernel instead ({@link #isUserMemory()} is false), pages that wait in a
 * pipe ({@code splice} to a file: Linux's {@code ITER_BVEC}), a segment for each. A strategy need not tell them apart.
 * Such memory is always there: a copy from it never takes a fault and never comes short, faulting it in and touching it
 * find all of it and change nothing, and {@link UserMemory#hold} gives the page itself. It may even be the page of the
 * cache that is written to, which makes a copy of a page onto itself. It is no place to copy to, and has no entry in a
 * page table: {@link PageTables} says that it is present, and of no mapping, and refuses to change it.
 */
public interface IoVector {
    /** Bytes from the position to the end of the last segment. */
    int remaining();

    /** Bytes from the position to the end of the segment it is in; 0 only when nothing remains. */
    int segmentRemaining();

    /** The user address at the position; of memory that is the kernel's own, where in its page the position lies. */
    int address();

    /** Whether it is memory of the calling process, rather than the kernel's own. */
    boolean isUserMemory();

    /** Moves the position forward by {@code bytes}, at most {@link #remaining()}. */
    void advance(int bytes);

    /** Moves the position back by {@code bytes}, at most to the start of the vector. */
    void rewind(int bytes);
}
