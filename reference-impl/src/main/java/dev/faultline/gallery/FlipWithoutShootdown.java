package dev.faultline.gallery;

import dev.faultline.spi.PageTables;

/**
 * Row 66. The buffer's old entry is taken out of the page table and its frame is given up, but the other CPUs are not
 * told. A thread of the same process goes on reading and writing the old frame through its TLB, whoever owns that frame
 * by now.
 *
 * <p>The second of Torvalds' two reasons in the 2002 thread: replacing a page means cross-calls, and they are what
 * makes it dear.
 *
 * <p>Law: <b>tlb-coherence</b>.
 */
final class FlipWithoutShootdown extends FlipStrategy {
    FlipWithoutShootdown() {
        super("flip-without-shootdown");
    }

    @Override
    void removeOld(PageTables tables, Chunk chunk) {
        tables.clear(chunk.user());
    }
}
