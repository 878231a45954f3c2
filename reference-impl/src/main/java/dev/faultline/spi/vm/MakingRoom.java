package dev.faultline.spi.vm;

/**
 * What is done when somebody wants a frame and none is free: a page of the cache gives up its own, the one whose use lies back
 * furthest of those that can be had without waiting for a lock (Linux's {@code do_try_to_free_pages}, with one list
 * for its two). Only on a machine that was set to reclaim; elsewhere an allocation fails at once.
 *
 * <p>Copies are tried again until the pages that they need are there together, so whoever evicts has to keep what was used
 * last. The machine is never smaller than what cannot be evicted and the pages that each of its tasks uses in one call;
 * with the order of use kept, a page that a call has used stays until as many others were used after it, and a retry
 * that uses all of its pages finds them. An order that takes the newest first has them evict each other for ever.
 */
public interface MakingRoom {
    /** Evicts one page of any file; false when none could be. The caller holds no page table's lock. */
    default boolean makeRoom(Vm vm) {
        Folios folios = vm.folios();
        int rank = 0;
        for (VmFolio folio = folios.leastRecent(rank); folio != null; folio = folios.leastRecent(++rank)) {
            if (evictUnlessBusy(vm, folio)) {
                return true;
            }
        }
        return false;
    }

    /** Evicts a folio unless somebody works on it, and drops the reference to it that it is handed. */
    default boolean evictUnlessBusy(Vm vm, VmFolio folio) {
        Folios folios = vm.folios();
        boolean evicted = false;
        if (folios.tryLock(folio)) {
            evicted = folio.isAttached()
                    && !folio.isUnderWriteback()
                    && vm.policy().evict(vm, folio);
            folios.unlock(folio);
        }
        folios.put(folio);
        return evicted;
    }
}
