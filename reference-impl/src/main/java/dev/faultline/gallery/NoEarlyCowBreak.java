package dev.faultline.gallery;

import dev.faultline.spi.vm.Vm;
import dev.faultline.spi.vm.VmPolicy;

/**
 * Row 58. The first store to a page of a private mapping makes the entry writable where it stands. The frame is the
 * cache's: what was meant for one process is in the file, and in everybody's mapping of it.
 *
 * <p>The kernel's selftest mm/cow.c asks for this first of all ("Basic COW", non-anonymous pages).
 *
 * <p>Law: <b>cow-isolation</b>, one store.
 */
final class NoEarlyCowBreak implements VmPolicy {
    @Override
    public String name() {
        return "no-early-cow-break";
    }

    @Override
    public boolean mayReuse(Vm vm, int page, int entry) {
        return true;
    }
}
