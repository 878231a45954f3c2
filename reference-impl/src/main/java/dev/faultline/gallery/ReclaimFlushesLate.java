package dev.faultline.gallery;

import dev.faultline.spi.vm.Branch;
import dev.faultline.spi.vm.Vm;
import dev.faultline.spi.vm.VmFolio;
import dev.faultline.spi.vm.VmInode;
import dev.faultline.spi.vm.VmPolicy;

/**
 * Row 56. Reclaim unmaps, frees the frame, and sends the shootdown last, so that one serves many. The frame may belong to
 * another file or process by then, and a CPU with a stale translation reads it, or stores to it.
 *
 * <p>The batched flushes of Linux commit 3ea277194daa, and mremap's of CVE-2018-18281 (eb66ae030829).
 *
 * <p>Law: <b>tlb-coherence</b>.
 */
final class ReclaimFlushesLate implements VmPolicy {
    @Override
    public String name() {
        return "reclaim-flushes-late";
    }

    @Override
    public boolean reclaim(Vm vm, VmInode inode, int index) {
        boolean removed = VmPolicy.super.reclaim(vm, inode, index);
        vm.shootdown().flush();
        return removed;
    }

    @Override
    public boolean evict(Vm vm, VmFolio folio) {
        vm.tables().unmap(folio, folio.frame());
        vm.shootdown().freeFrames();
        if (folio.isDirty() && startWriteback(vm, folio)) {
            vm.folios().waitForDisk(folio);
        }
        boolean removed = vm.folios().removeUnused(folio);
        vm.reached(removed ? Branch.EVICTED : Branch.EVICTION_REFUSED);
        vm.note(removed ? "has evicted" : "leaves in the cache, being in use,", folio);
        return removed;
    }
}
