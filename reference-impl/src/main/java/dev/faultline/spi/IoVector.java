package dev.faultline.spi;

/**
 * User memory as a call names it: one or more segments and a position that moves through them, like Linux's
 * {@code iov_iter}. Copies advance it by what they moved.
 */
public interface IoVector {
    /** Bytes from the position to the end of the last segment. */
    int remaining();

    /** Bytes from the position to the end of the segment it is in; 0 only when nothing remains. */
    int segmentRemaining();

    /** The user address at the position. */
    int address();

    /** Moves the position forward by {@code bytes}, at most {@link #remaining()}. */
    void advance(int bytes);

    /** Moves the position back by {@code bytes}, at most to the start of the vector. */
    void rewind(int bytes);
}
