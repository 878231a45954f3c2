package dev.faultline.hardware;

/**
 * A CPU's cache of page-table entries, tagged by address space. It is never told of a change in the page tables: an
 * entry stays, right or wrong, until it is flushed, with the right to write and the dirty bit that it had when it was
 * loaded.
 */
public final class Tlb {
    private final int[] entries;
    private long valid;

    public Tlb(Geometry geometry) {
        entries = new int[geometry.spaces() * geometry.pagesPerSpace()];
    }

    /** The entry for a page (numbered as by {@link Geometry#page}), or {@link Pte#ABSENT}. */
    public int get(int page) {
        return (valid & 1L << page) == 0 ? Pte.ABSENT : entries[page];
    }

    public void load(int page, int pte) {
        entries[page] = pte;
        valid |= 1L << page;
    }

    /** Drops the entries of a set of pages. */
    public void flush(long pages) {
        valid &= ~pages;
    }

    public void reset() {
        valid = 0;
    }

    /** The pages with an entry, one bit each. */
    public long pages() {
        return valid;
    }
}
