package dev.faultline.gallery;

import dev.faultline.spi.vm.Vm;
import dev.faultline.spi.vm.VmPolicy;

/**
 * Row 62. A slot of a pipe that takes a reference to a page keeps the flags of its last use. If that was a write, which
 * may be appended to, the next write into the pipe goes behind the spliced bytes: into the page of the cache.
 *
 * <p>Dirty Pipe, CVE-2022-0847; mended by Linux commit 9d2231c5d74e, which clears the flags.
 *
 * <p>Law: <b>byte-rule</b>: the file, or what was spliced from it, has a byte that was written to the pipe and never to the file.
 */
final class PipeFlagsKept implements VmPolicy {
    @Override
    public String name() {
        return "pipe-flags-kept";
    }

    @Override
    public int flagsOfReference(Vm vm, int before) {
        return before;
    }
}
