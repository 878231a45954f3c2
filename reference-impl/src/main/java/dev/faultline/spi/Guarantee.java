package dev.faultline.spi;

/**
 * What a strategy promises about reads that run beside writes and truncations of the same file. Loads and stores
 * through mappings never take part. Each level includes the one before.
 *
 * <p>It is judged for each read and each change by themselves. That all of them together have one order, so that two reads do not see two changes
 * the other way round, is judged byte by byte, as for every strategy.
 */
public enum Guarantee {
    /** Each byte by itself is an atomic register, as on Linux ext4: the floor that every strategy is held to. */
    BYTE,
    /** A read is, within each page, wholly before or wholly after each write and truncation. */
    PAGE,
    /** A read is, as a whole call, before or after each write and truncation, as on XFS and FreeBSD. */
    CALL
}
