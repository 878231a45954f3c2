package dev.faultline.gallery;

import dev.faultline.spi.vm.Vm;
import dev.faultline.spi.vm.VmInode;
import dev.faultline.spi.vm.VmPolicy;

/**
 * Row 42. A truncation into the middle of a page cuts the file and leaves the bytes behind the new end where they are. When
 * the file grows again they are back.
 *
 * <p>What fsx looks for with pollute_eof, and fstests generic/469; block_truncate_page is the part that is missing here.
 *
 * <p>Law: <b>byte-rule</b>, one task: truncate down, up, and read.
 */
final class TailNotZeroed implements VmPolicy {
    @Override
    public String name() {
        return "tail-not-zeroed";
    }

    @Override
    public void zeroTail(Vm vm, VmInode inode, int size) {}
}
