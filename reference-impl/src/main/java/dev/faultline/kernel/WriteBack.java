package dev.faultline.kernel;

import dev.faultline.spi.vm.Branch;
import dev.faultline.hardware.StepKind;

/**
 * Writing a dirty folio to the disk. First every mapping is made clean and read-only and the TLBs are flushed, carrying
 * dirty bits to the folio; only then is the folio's own flag cleared and the transfer started. A store that comes later
 * takes a fault, or finds its entry clean, and makes the folio dirty again (Linux's {@code clear_page_dirty_for_io},
 * 2.6.19's lesson).
 */
final class WriteBack {
    private final Machine machine;
    private final CacheIndex cacheIndex;
    private final ReverseMap reverseMap;
    private final FolioIo folioIo;

    WriteBack(Machine machine, CacheIndex cacheIndex, ReverseMap reverseMap, FolioIo folioIo) {
        this.machine = machine;
        this.cacheIndex = cacheIndex;
        this.reverseMap = reverseMap;
        this.folioIo = folioIo;
    }

    /** Writes one page of a file back, if it is cached and dirty, and waits for it. */
    void run(Task task, FileInode file, int index) {
        CacheFolio folio = cacheIndex.findLocked(task, file, index);
        if (folio == null) {
            return;
        }
        folioIo.waitUntilWritten(task, folio);
        boolean started = start(task, folio);
        folio.lock().unlock(task);
        if (started) {
            folioIo.waitUntilWritten(task, folio);
        }
        machine.putFolio(folio);
    }

    /** Starts the transfer of a locked folio that is not under writeback; false when it is clean. */
    boolean start(Task task, CacheFolio folio) {
        reverseMap.protect(task, folio);
        task.gather().flush();
        task.step(StepKind.WRITE_FLAGS, folio.number());
        if (!folio.isDirty() || !folio.isUptodate()) {
            task.note("finds it clean:", folio);
            return false;
        }
        folio.setDirty(false);
        folio.setWriteback(true);
        task.reached(Branch.WRITTEN_BACK);
        folioIo.submitWrite(task, folio);
        return true;
    }

    /** Writes every dirty page of a file back ({@code fsync}). */
    void runAll(Task task, FileInode file) {
        for (int index = 0; index < file.pagesMax(); index++) {
            run(task, file, index);
        }
    }
}
