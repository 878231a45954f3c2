package dev.faultline.gallery;

import dev.faultline.spi.vm.Vm;
import dev.faultline.spi.vm.VmFolio;
import dev.faultline.spi.vm.VmInode;
import dev.faultline.spi.vm.VmPolicy;

/**
 * Row 45. The fault finds the folio, and installs the entry without a second look whether the folio still is the file's. A
 * truncation or reclaim that came in between has unmapped what there was to unmap: the entry shows a page that is in no
 * cache, and the file has another one at that offset.
 *
 * <p>Linux until commit d00806b18315 (2.6.23, "mm: fix fault vs invalidate race for linear mappings").
 *
 * <p>Law: <b>structure</b>: no entry leads to a folio that has left the cache.
 */
final class FaultWithoutRecheck implements VmPolicy {
    @Override
    public String name() {
        return "fault-without-recheck";
    }

    @Override
    public boolean mayMap(Vm vm, VmInode file, int page, VmFolio folio, boolean writable) {
        return vm.mappings().find(page) != null
                && !(writable && folio.isCopyOnWrite())
                && (!vm.tables().isPresent(page) || vm.tables().maps(page, folio.frame()));
    }
}
