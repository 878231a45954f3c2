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
    private final Footprint footprint;
    private final int firstPage;

    public PageTable(int pages) {
        this(pages, 0, new Footprint());
    }

    /** @param firstPage the number of the first virtual page among those of all spaces */
    public PageTable(int pages, int firstPage, Footprint footprint) {
        this.firstPage = firstPage;
        this.footprint = footprint;
        directory = new int[(pages + LOWER_ENTRIES - 1) / LOWER_ENTRIES][LOWER_ENTRIES];
    }

    public void reset() {
        for (int[] lower : directory) {
            Arrays.fill(lower, Pte.ABSENT);
        }
    }

    public int get(int virtualPage) {
        footprint.reads(Footprint.page(firstPage + virtualPage));
        return directory[virtualPage / LOWER_ENTRIES][virtualPage % LOWER_ENTRIES];
    }

    public void set(int virtualPage, int pte) {
        if (get(virtualPage) != pte) {
            footprint.writes(Footprint.page(firstPage + virtualPage));
            directory[virtualPage / LOWER_ENTRIES][virtualPage % LOWER_ENTRIES] = pte;
        }
    }
}
