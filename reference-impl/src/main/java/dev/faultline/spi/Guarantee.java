package dev.faultline.spi;

/**
 * What a strategy promises about reads that run beside writes and truncations of the same file. Loads and stores
 * through mappings never take part. Each level includes the one before.
 *
 * <p>PAGE and CALL are judged pair by pair: one read against one write, truncation or punched hole. Each byte has an
 * order of its own that all calls agree on, but no single order of all calls is looked for. So two reads at the same
 * time that each lie before or after each of two writes pass, though one has the first write without the second, and
 * the other the second without the first; and two writes at the same time may leave one byte of the one and the next of
 * the other.
 */
public enum Guarantee {
    /** Each byte by itself is an atomic register, as on Linux ext4: the floor that every strategy is held to. */
    BYTE,
    /** A read is, within each page, wholly before or wholly after each write, truncation and punched hole. */
    PAGE,
    /** A read is, as a whole call, before or after each write, truncation and punched hole, as on XFS and FreeBSD. */
    CALL
}
