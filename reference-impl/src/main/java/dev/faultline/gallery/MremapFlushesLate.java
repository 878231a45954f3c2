package dev.faultline.gallery;

import dev.faultline.spi.vm.Vm;
import dev.faultline.spi.vm.VmPolicy;

/**
 * An mremap that sends one shootdown at its end, when the page table's lock has long been dropped. A truncation or a
 * reclaim that comes to the new place before finds no translation of it to flush and frees the frame, which a CPU still
 * reaches by way of the old.
 *
 * <p>CVE-2018-18281: {@code move_ptes} before Linux commit eb66ae030829.
 *
 * <p>Law: <b>tlb-coherence</b>.
 */
final class MremapFlushesLate implements VmPolicy {
    @Override
    public String name() {
        return "mremap-flushes-late";
    }

    @Override
    public void move(Vm vm, int from, int to, int pages) {
        VmPolicy.super.move(vm, from, to, pages);
        vm.shootdown().flush();
    }

    @Override
    public void moveEntries(Vm vm, int from, int to, int pages) {
        for (int page = 0; page < pages; page++) {
            vm.tables().enter(from + page);
            moveEntry(vm, from + page, to + page);
        }
    }
}
