package dev.faultline.hardware;

/**
 * A CPU's cache of page-table entries, tagged by address space. It is never told of a change in the page tables: an
 * entry stays, right or wrong, until it is flushed, with the right to write and the dirty bit that it had when it was
 * loaded.
 */
public final class Tlb {
    private final int[] entries;
    private final Footprint footprint;
    private final int cpu;
    private long valid;

    public Tlb(Geometry geometry) {
        this(geometry, 0, new Footprint());
    }

    Tlb(Geometry geometry, int cpu, Footprint footprint) {
        this.cpu = cpu;
        this.footprint = footprint;
        entries = new int[geometry.spaces() * geometry.pagesPerSpace()];
    }

    /** The entry for a page (numbered as by {@link Geometry#page}), or {@link Pte#ABSENT}. */
    public int get(int page) {
        footprint.adds(Footprint.translation(page));
        return look(page);
    }

    /**
     * As {@link #get}, but not part of a step's footprint: for who looks for a frame that is being freed, which is in
     * the footprint of everything that puts a translation to it into a TLB or takes it out.
     */
    public int look(int page) {
        return (valid & 1L << page) == 0 ? Pte.ABSENT : entries[page];
    }

    public void load(int page, int pte) {
        footprint.writes(Footprint.cpu(cpu));
        footprint.adds(Footprint.translation(page));
        footprint.adds(Footprint.frame(Pte.frame(pte)));
        entries[page] = pte;
        valid |= 1L << page;
    }

    /** Drops the entries of a set of pages. */
    public void flush(long pages) {
        footprint.readsTranslations(pages);
        for (long rest = valid & pages; rest != 0; rest &= rest - 1) {
            footprint.adds(Footprint.frame(Pte.frame(entries[Long.numberOfTrailingZeros(rest)])));
        }
        footprint.writesTranslations(valid & pages);
        valid &= ~pages;
    }

    public void reset() {
        valid = 0;
    }

    /** Whether any page of a set has an entry. */
    public boolean holdsAny(long pages) {
        footprint.readsTranslations(pages);
        return (valid & pages) != 0;
    }

    /** The pages with an entry, one bit each; like {@link #look} not part of a step's footprint. */
    public long pages() {
        return valid;
    }
}
