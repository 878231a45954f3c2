package dev.faultline.hardware;

import java.util.Arrays;

/**
 * A two-level page table: a directory of lower tables ("pte pages") of {@link #LOWER_ENTRIES} entries each. Lower
 * tables are objects of their own, so that two directories can point to one.
 */
public final class PageTable {
    /** Entries in a lower table. */
    public static final int LOWER_ENTRIES = 4;

    private final int[][] directory;

    public PageTable(int pages) {
        directory = new int[(pages + LOWER_ENTRIES - 1) / LOWER_ENTRIES][LOWER_ENTRIES];
    }

    public void reset() {
        for (int[] lower : directory) {
            Arrays.fill(lower, Pte.ABSENT);
        }
    }

    public int get(int virtualPage) {
        return directory[virtualPage / LOWER_ENTRIES][virtualPage % LOWER_ENTRIES];
    }

    public void set(int virtualPage, int pte) {
        directory[virtualPage / LOWER_ENTRIES][virtualPage % LOWER_ENTRIES] = pte;
    }
}
