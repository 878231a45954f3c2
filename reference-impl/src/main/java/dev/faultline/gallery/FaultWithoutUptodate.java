package dev.faultline.gallery;

import dev.faultline.spi.vm.Vm;
import dev.faultline.spi.vm.VmFolio;
import dev.faultline.spi.vm.VmPolicy;

/**
 * Row 34. The fault maps what is in the cache, whether or not the disk has filled it by now, or a writer come to its copy.
 *
 * <p>Linux 2.4.22's do_generic_file_read, lines 1520 to 1545, and filemap_nopage have the test, the wait, and the test
 * again.
 *
 * <p>Law: <b>exposure</b>.
 */
final class FaultWithoutUptodate implements VmPolicy {
    @Override
    public String name() {
        return "fault-without-uptodate";
    }

    @Override
    public boolean isReady(Vm vm, VmFolio folio) {
        return folio.isAttached();
    }
}
