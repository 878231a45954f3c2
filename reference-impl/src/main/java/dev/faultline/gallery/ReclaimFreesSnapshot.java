package dev.faultline.gallery;

import dev.faultline.spi.vm.Vm;
import dev.faultline.spi.vm.VmFolio;
import dev.faultline.spi.vm.VmPolicy;

/**
 * Row 69. A read has flipped the cache's frame into a buffer. Reclaim looks for mappings of the file, finds none, and takes
 * what references are left for those of entries that it has just removed. It gives them all up, and the frame is free while
 * the buffer still shows it.
 *
 * <p>Torvalds and Phillips on 2002-08-11, on what reclaim is to do with a page that is in the cache and, as a snapshot, in
 * anonymous memory.
 *
 * <p>Law: <b>tlb-coherence</b>. Only a strategy that flips pages meets it.
 */
final class ReclaimFreesSnapshot implements VmPolicy {
    @Override
    public String name() {
        return "reclaim-frees-snapshot";
    }

    @Override
    public boolean evict(Vm vm, VmFolio folio) {
        boolean removed = VmPolicy.super.evict(vm, folio);
        while (removed && vm.frames().references(folio.frame()) > 1) {
            vm.frames().put(folio.frame());
        }
        return removed;
    }
}
