package dev.faultline.hardware;

/**
 * Translates a user address as x86 does. A TLB entry with the needed right is used without a look at the page table,
 * however stale it is; only the first store through an entry that is not yet dirty looks there, because it has to set
 * the dirty bit, and faults if the entry in memory no longer allows the store. A miss loads the entry from the page
 * table. Where the directory is write-protected no entry below allows a store.
 */
public final class Mmu {
    /** No translation: the kernel must handle a page fault. */
    public static final int FAULT = -1;

    private final Geometry geometry;

    public Mmu(Geometry geometry) {
        this.geometry = geometry;
    }

    /** The frame behind a virtual page, or {@link #FAULT}. */
    public int translate(Core core, PageTable table, int space, int virtualPage, boolean store) {
        int page = geometry.page(space, virtualPage);
        int cached = core.tlb().get(page);
        int enough = store ? Pte.PRESENT | Pte.WRITABLE | Pte.DIRTY : Pte.PRESENT;
        if ((cached & enough) == enough) {
            return Pte.frame(cached);
        }
        int pte = table.get(virtualPage);
        int denied = table.isWriteProtected(virtualPage) ? Pte.WRITABLE : 0;
        if (!Pte.isPresent(pte) || (pte & Pte.FORBIDDEN) != 0 || store && !Pte.isWritable(pte & ~denied)) {
            if (cached != Pte.ABSENT) {
                core.tlb().flush(1L << page);
            }
            return FAULT;
        }
        pte |= store ? Pte.ACCESSED | Pte.DIRTY : Pte.ACCESSED;
        table.set(virtualPage, pte);
        core.tlb().load(page, pte & ~denied);
        return Pte.frame(pte);
    }
}
