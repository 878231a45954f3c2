package dev.faultline.spi.vm;

/**
 * What the task has changed in page tables and the TLBs do not know yet (Linux's {@code mmu_gather}). Clearing an entry
 * adds its page and its frame here.
 */
public interface Shootdown {
    /** The page's entry is to be flushed too. */
    void add(int page);

    /** Removes the entries of all pages added from every TLB that has one, one CPU a step. */
    void flush();

    /** Drops the frames of cleared entries. */
    void freeFrames();
}
