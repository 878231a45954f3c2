package dev.faultline.spi.vm;

/**
 * Taking a folio out of the cache to reuse its frame: lock it if nobody else has, unmap it, flush, write it back if it
 * is dirty, and remove it if by then nobody uses it and it still is clean. That last test and the removal are one step:
 * between them no one may find it.
 */
public interface Reclaiming {
    /** Tries to evict one page of a file; true when it did. */
    default boolean reclaim(Vm vm, VmInode inode, int index) {
        Folios folios = vm.folios();
        VmFolio folio = folios.find(inode, index);
        if (folio == null) {
            return false;
        }
        boolean removed = folios.tryLock(folio);
        if (removed) {
            removed = folio.isAttached() && !folio.isUnderWriteback() && evict(vm, folio);
            folios.unlock(folio);
        }
        folios.put(folio);
        return removed;
    }

    /** Evicts a locked folio if it turns out that nobody uses it; true when it did. */
    default boolean evict(Vm vm, VmFolio folio) {
        vm.tables().unmap(folio, folio.frame());
        vm.shootdown().flush();
        vm.shootdown().freeFrames();
        if (folio.isDirty() && vm.policy().startWriteback(vm, folio)) {
            vm.folios().waitForDisk(folio);
        }
        boolean removed = vm.folios().removeUnused(folio);
        vm.reached(removed ? Branch.EVICTED : Branch.EVICTION_REFUSED);
        vm.note(removed ? "has evicted" : "leaves in the cache, being in use,", folio);
        return removed;
    }
}
