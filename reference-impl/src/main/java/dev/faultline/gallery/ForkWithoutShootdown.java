package dev.faultline.gallery;

import dev.faultline.spi.vm.Vm;
import dev.faultline.spi.vm.VmPolicy;

/**
 * Row 57. A fork makes the parent's entries read-only and leaves the TLBs as they are. Another thread of the parent has a
 * writable translation on its CPU and goes on storing, without a fault, into the frame that the child now shares.
 *
 * <p>A classic; Linux's dup_mmap ends with flush_tlb_mm for this, under the mmap lock.
 *
 * <p>Law: <b>cow-isolation</b>, two threads, a fork, and the child's load.
 */
final class ForkWithoutShootdown implements VmPolicy {
    @Override
    public String name() {
        return "fork-without-shootdown";
    }

    @Override
    public boolean fork(Vm vm, int parent, int child, int pages) {
        boolean copied = true;
        for (int page = 0; page < pages && copied; page++) {
            copied = forkPage(vm, parent + page, child + page);
        }
        return copied;
    }
}
