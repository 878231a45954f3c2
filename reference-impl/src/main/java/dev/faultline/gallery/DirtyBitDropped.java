package dev.faultline.gallery;

import dev.faultline.spi.vm.Vm;
import dev.faultline.spi.vm.VmPolicy;

/**
 * Row 51. An entry goes, and the dirty bit that it had goes with it. To the cache the folio is clean, so it is dropped or
 * passed over, and the stores that were made through the entry never reach the disk.
 *
 * <p>Linux 2.6.19's data corruption (commit 7658cc289288 and those around it), known from rtorrent and LTP's
 * mmap-corruption01.
 *
 * <p>Law: <b>structure</b>: a clean folio has what the disk has.
 */
final class DirtyBitDropped implements VmPolicy {
    @Override
    public String name() {
        return "dirty-bit-dropped";
    }

    @Override
    public void carryDirty(Vm vm, int page, int entry) {}
}
