package dev.faultline.gallery;

import dev.faultline.spi.vm.Vm;
import dev.faultline.spi.vm.VmPolicy;

/**
 * Row 61. A fork shares a page that is pinned, as it does every other. The next store of the parent copies: the process goes
 * on with the copy, and the pin, through which the kernel is still reading in a file, keeps the old frame.
 *
 * <p>LTP's dma_thread_diotest; Linux 5.12, commit 70e806e4e645, copies for the child instead.
 *
 * <p>Law: <b>cow-isolation</b>. Only a strategy that pins pages meets it.
 */
final class ForkSharesPinned implements VmPolicy {
    @Override
    public String name() {
        return "fork-shares-pinned";
    }

    @Override
    public boolean mustCopy(Vm vm, int entry) {
        return false;
    }
}
