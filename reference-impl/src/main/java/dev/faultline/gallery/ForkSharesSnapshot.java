package dev.faultline.gallery;

import dev.faultline.spi.vm.Tables;
import dev.faultline.spi.vm.Vm;
import dev.faultline.spi.vm.VmPolicy;

/**
 * Row 69. A read has flipped the cache's frame into a buffer. A fork finds that frame in the cache, takes the page for one of
 * a shared mapping, and maps it for the child as the mapping's protection allows: writable. The child's store is in the file,
 * and in its parent's buffer.
 *
 * <p>Torvalds and Phillips on 2002-08-11, of a flipped page at a fork: "you have choices". This is none of them.
 *
 * <p>Law: <b>exposure</b>, of the child's private bytes in the file. Only a strategy that flips pages meets it.
 */
final class ForkSharesSnapshot implements VmPolicy {
    @Override
    public String name() {
        return "fork-shares-snapshot";
    }

    @Override
    public boolean forkPage(Vm vm, int parent, int child) {
        boolean done = VmPolicy.super.forkPage(vm, parent, child);
        Tables tables = vm.tables();
        if (tables.isPresent(child) && vm.folios().of(tables.frame(child)) != null) {
            tables.set(child, tables.entry(child) | tables.writable(child));
        }
        return done;
    }
}
