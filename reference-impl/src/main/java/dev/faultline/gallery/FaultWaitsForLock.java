package dev.faultline.gallery;

import dev.faultline.spi.vm.Vm;
import dev.faultline.spi.vm.VmFolio;
import dev.faultline.spi.vm.VmInode;
import dev.faultline.spi.vm.VmPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Row 6. A fault that finds a folio waits until it is unlocked, and only then asks whether it is uptodate. A folio that needs no
 * I/O is locked all the same while somebody writes to it, and where the writer's own copy takes the fault, it waits for
 * itself.
 *
 * <p>Linux 2.3.34's find_get_page waited so; the kernels after it tested the flag first, and waited only if it was not set.
 *
 * <p>Law: <b>deadlock</b>, one task, one write.
 */
final class FaultWaitsForLock implements VmPolicy {
    @Override
    public String name() {
        return "fault-waits-for-lock";
    }

    @Override
    public @Nullable VmFolio uptodateFolio(Vm vm, VmInode file, int index) {
        VmFolio folio = vm.folios().find(file, index);
        if (folio != null) {
            vm.folios().waitUntilUnlocked(folio);
            vm.folios().put(folio);
        }
        return VmPolicy.super.uptodateFolio(vm, file, index);
    }
}
