package dev.faultline.hardware;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A lower page table ("pte page"): the entries of a few neighbouring virtual pages, at the same place in every
 * directory that points to it. A directory that comes to share one leaves its own unused table with it, and takes such a
 * table when it wants one of its own again, so that no table is ever made while a machine runs.
 */
final class LowerTable {
    private final int[] entries = new int[PageTable.LOWER_ENTRIES];
    private int sharers;
    private @Nullable LowerTable spare;

    /** Empties it, for one space alone. */
    void reset(int space) {
        Arrays.fill(entries, Pte.ABSENT);
        sharers = 1 << space;
        spare = null;
    }

    int get(int index) {
        return entries[index];
    }

    void set(int index, int pte) {
        entries[index] = pte;
    }

    /** The spaces whose directories point to it, one bit each. */
    int sharers() {
        return sharers;
    }

    /** One more space points to it, and has no use for its own table meanwhile. */
    void join(int space, LowerTable unused) {
        sharers |= 1 << space;
        unused.spare = spare;
        spare = unused;
    }

    void leave(int space) {
        sharers &= ~(1 << space);
    }

    /** Whether one is left of those that were left with it, as one is unless all but one who share it have taken theirs. */
    boolean hasSpare() {
        return spare != null;
    }

    /** An empty table of those that were left with it. */
    LowerTable takeSpare(int space) {
        LowerTable taken = spare;
        if (taken == null) {
            throw new IllegalStateException("no table was left with a lower table that is not shared");
        }
        spare = taken.spare;
        taken.reset(space);
        return taken;
    }
}
