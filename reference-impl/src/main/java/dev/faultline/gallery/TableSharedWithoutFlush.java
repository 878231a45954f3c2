package dev.faultline.gallery;

import dev.faultline.spi.vm.Vm;
import dev.faultline.spi.vm.VmPolicy;

/**
 * No row. A fork write-protects the directory entry of a lower page table that it shares, and forgets that TLBs have what was
 * below it: not one entry has changed. A CPU with a writable translation goes on storing into the frame that the child shows
 * too.
 *
 * <p>Row 57 a table at a time; the entries themselves, which a review would look at, are untouched in the sound version as well.
 *
 * <p>Law: <b>tlb-coherence</b>, or cow-isolation where the CPU stores once more.
 */
final class TableSharedWithoutFlush implements VmPolicy {
    @Override
    public String name() {
        return "table-shared-without-flush";
    }

    @Override
    public void retireTranslations(Vm vm, int parent) {}
}
