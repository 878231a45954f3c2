package dev.faultline.gallery;

import dev.faultline.spi.vm.Folios;
import dev.faultline.spi.vm.Vm;
import dev.faultline.spi.vm.VmFolio;
import dev.faultline.spi.vm.VmInode;
import dev.faultline.spi.vm.VmPolicy;

/**
 * Row 41. Before it writes the last page of a file back, writeback zeroes what lies behind the end of the file, as it
 * should. But it asked for the size before it had the folio. The file has grown since, and what a mapping stored there
 * is wiped out.
 *
 * <p>fstests generic/438 ("ext4: Fix data corruption for mmap writes").
 *
 * <p>Law: <b>byte-rule</b>.
 */
final class WritebackZeroesTail implements VmPolicy {
    @Override
    public String name() {
        return "writeback-zeroes-tail";
    }

    @Override
    public void writeBack(Vm vm, VmInode inode, int index) {
        vm.inodes().enter(inode);
        int within = inode.currentSize() - index * vm.pageSize();
        if (within > 0 && within < vm.pageSize()) {
            zero(vm, inode, index, within);
        }
        VmPolicy.super.writeBack(vm, inode, index);
    }

    private static void zero(Vm vm, VmInode inode, int index, int from) {
        Folios folios = vm.folios();
        VmFolio folio = folios.findLocked(inode, index);
        if (folio != null) {
            folios.waitUntilWritten(folio);
            if (folio.isUptodate() && !folio.isCopyOnWrite()) {
                folios.zero(folio, from, vm.pageSize());
            }
            folios.unlock(folio);
            folios.put(folio);
        }
    }
}
