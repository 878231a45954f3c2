package dev.faultline.gallery;

import dev.faultline.spi.vm.Tables;
import dev.faultline.spi.vm.Vm;
import dev.faultline.spi.vm.VmPolicy;

/**
 * Row 52. Whether the entry is dirty is looked at first, and the entry is cleared a step later. A store in between sets the
 * bit, and the clearing wipes it out.
 *
 * <p>Why Linux clears and reads an entry in one instruction (ptep_get_and_clear), and tests the dirty bit of what it got.
 *
 * <p>Law: <b>byte-rule</b>: what was stored is gone when the page is read in again.
 */
final class DirtyTestedBeforeClear implements VmPolicy {
    @Override
    public String name() {
        return "dirty-tested-before-clear";
    }

    @Override
    public void unmap(Vm vm, int page, int frame) {
        Tables tables = vm.tables();
        tables.enter(page);
        carryDirty(vm, page, tables.entry(page));
        tables.enter(page);
        if (tables.maps(page, frame)) {
            tables.clear(page);
            vm.note("unmaps", page);
        }
    }
}
