package dev.faultline.kernel;

import dev.faultline.spi.vm.Branch;

/**
 * Taking a folio out of the cache to reuse its frame: lock it if nobody else has, unmap it, flush, write it back if it
 * is dirty, and remove it if by then nobody uses it and it still is clean. That last test and the removal are one step:
 * between them no one may find it.
 */
final class Reclaim {
    private final Machine machine;
    private final CacheIndex cacheIndex;
    private final ReverseMap reverseMap;
    private final WriteBack writeBack;

    Reclaim(Machine machine, CacheIndex cacheIndex, ReverseMap reverseMap, WriteBack writeBack) {
        this.machine = machine;
        this.cacheIndex = cacheIndex;
        this.reverseMap = reverseMap;
        this.writeBack = writeBack;
    }

    /** Tries to evict one page of a file; true when it did. */
    boolean run(Task task, FileInode file, int index) {
        CacheFolio folio = cacheIndex.find(task, file, index);
        if (folio == null) {
            return false;
        }
        boolean removed = folio.lock().tryLock(task);
        if (removed) {
            removed = evict(task, folio);
            folio.lock().unlock(task);
        }
        machine.putFolio(folio);
        return removed;
    }

    private boolean evict(Task task, CacheFolio folio) {
        if (!folio.isAttached() || folio.isUnderWriteback()) {
            return false;
        }
        reverseMap.unmap(task, folio, folio.frame());
        task.gather().flush();
        task.gather().freeFrames();
        if (folio.isDirty() && writeBack.start(task, folio)) {
            task.await(folio.io());
            folio.woken();
        }
        boolean removed = cacheIndex.removeUnused(task, folio, reverseMap);
        task.reached(removed ? Branch.EVICTED : Branch.EVICTION_REFUSED);
        task.note(removed ? "has evicted" : "leaves in the cache, being in use,", folio);
        return removed;
    }
}
