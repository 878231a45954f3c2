package dev.faultline.gallery;

import dev.faultline.spi.vm.Vm;
import dev.faultline.spi.vm.VmFolio;
import dev.faultline.spi.vm.VmInode;
import dev.faultline.spi.vm.VmPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Row 25. A fault that finds a folio not uptodate after it was read takes that for a race, as a truncation would be, and looks
 * again, which reads again. From a device that fails for ever it never comes back.
 *
 * <p>The fault of Linux commit d00806b18315 and after goes round for a folio that has left the cache, and gives up with SIGBUS
 * over one that is there and not uptodate.
 *
 * <p>Law: <b>livelock</b>, on a page that is bad.
 */
final class FaultTriesAgain implements VmPolicy {
    @Override
    public String name() {
        return "fault-tries-again";
    }

    @Override
    public @Nullable VmFolio uptodateFolio(Vm vm, VmInode file, int index) {
        VmFolio folio = VmPolicy.super.uptodateFolio(vm, file, index);
        return folio != null ? folio : vm.folios().find(file, index);
    }
}
