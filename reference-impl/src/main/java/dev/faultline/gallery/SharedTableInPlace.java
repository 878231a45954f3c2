package dev.faultline.gallery;

import dev.faultline.spi.vm.Vm;
import dev.faultline.spi.vm.VmPolicy;

/**
 * No row. A lower page table that a fork shared is taken for its own by the first who wants to change it: the write protection
 * is lifted, and the entry changed in the table that the others use too. They see the copy, and every later store to it.
 *
 * <p>What Phillips' patch of 2002 and On-demand-fork (EuroSys 2021) have a share count in each lower table for.
 *
 * <p>Law: <b>cow-isolation</b>. Only a machine with shared tables meets it.
 */
final class SharedTableInPlace implements VmPolicy {
    @Override
    public String name() {
        return "shared-table-in-place";
    }

    @Override
    public boolean mayKeepTable(Vm vm, int page) {
        return true;
    }
}
