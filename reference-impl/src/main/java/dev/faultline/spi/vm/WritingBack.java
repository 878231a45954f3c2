package dev.faultline.spi.vm;

/**
 * Writing a dirty folio to the disk. First every mapping is made clean and read-only and the TLBs are flushed, carrying
 * dirty bits to the folio; only then is the folio's own flag cleared and the transfer started. A store that comes later
 * takes a fault, or finds its entry clean, and makes the folio dirty again (Linux's {@code clear_page_dirty_for_io},
 * 2.6.19's lesson).
 */
public interface WritingBack {
    /** Writes one page of a file back, if it is cached and dirty, and waits for it. */
    default void writeBack(Vm vm, VmInode inode, int index) {
        Folios folios = vm.folios();
        VmFolio folio = folios.findLocked(inode, index);
        if (folio == null) {
            return;
        }
        folios.waitUntilWritten(folio);
        boolean started = startWriteback(vm, folio);
        folios.unlock(folio);
        if (started) {
            folios.waitUntilWritten(folio);
        }
        folios.put(folio);
    }

    /** Starts the transfer of a locked folio that is not under writeback; false when it is clean. */
    default boolean startWriteback(Vm vm, VmFolio folio) {
        Folios folios = vm.folios();
        vm.tables().writeProtect(folio);
        vm.shootdown().flush();
        folios.enter(folio);
        if (!folio.isDirty() || !folio.isUptodate()) {
            vm.note("finds it clean:", folio);
            return false;
        }
        folios.setDirty(folio, false);
        vm.reached(Branch.WRITTEN_BACK);
        folios.submitWrite(folio);
        return true;
    }
}
