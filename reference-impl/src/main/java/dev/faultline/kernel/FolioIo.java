package dev.faultline.kernel;

import dev.faultline.hardware.StepKind;
import dev.faultline.spi.Errno;
import dev.faultline.spi.vm.Branch;

/** Transfers between folios and the disk: started here, carried out by the disk while others run. */
final class FolioIo {
    private final Machine machine;

    FolioIo(Machine machine) {
        this.machine = machine;
    }

    /** Starts a read of a locked folio; the disk unlocks it. A hole is zeroed and unlocked at once. */
    void submitRead(Task task, CacheFolio folio) {
        requireLocked(task, folio, "starts a read of");
        task.step(StepKind.SUBMIT_IO, folio.place());
        task.stores().drain();
        if (Machine.fileOf(folio).isHole(folio.index())) {
            task.reached(Branch.HOLE_ZEROED);
            zero(task, folio);
            folio.lock().unlock(task);
            return;
        }
        task.note("starts a read of", folio);
        folio.lock().passToDisk(task);
        folio.setBeingRead(true);
        machine.disk().submit(folio);
    }

    /**
     * Reads a locked folio, which stays locked, and waits for it. One that lies past the end of the file, or is a hole,
     * is zeroed instead.
     */
    int readIn(Task task, CacheFolio folio) {
        requireLocked(task, folio, "reads");
        task.step(StepKind.SUBMIT_IO, folio.place());
        task.stores().drain();
        task.mightSleep("reads from the disk");
        FileInode file = Machine.fileOf(folio);
        if (folio.index() * machine.pageSize() >= file.currentSize()) {
            zero(task, folio);
            return 0;
        } else if (file.isHole(folio.index())) {
            task.reached(Branch.HOLE_ZEROED);
            zero(task, folio);
            return 0;
        }
        task.note("reads in, keeping it locked,", folio);
        folio.setBeingRead(true);
        machine.disk().submit(folio);
        task.await(folio.io());
        folio.woken();
        return folio.isUptodate() ? 0 : Errno.EIO;
    }

    private void zero(Task task, CacheFolio folio) {
        machine.memory().zero(folio.frame(), 0, machine.pageSize());
        folio.setUptodate();
        task.note("zeroes, there being nothing on the disk,", folio);
    }

    /** Starts a write of a folio whose writeback flag is set. */
    void submitWrite(Task task, CacheFolio folio) {
        task.note("starts writeback of", folio);
        machine.disk().submit(folio);
    }

    void waitUntilWritten(Task task, CacheFolio folio) {
        task.step(StepKind.WAIT_FOLIO, folio.place());
        task.mightSleep("waits for writeback");
        if (folio.isUnderWriteback()) {
            task.await(folio.io());
            folio.woken();
        }
    }

    static void requireLocked(Task task, CacheFolio folio, String verb) {
        if (!folio.lock().isHeldBy(task)) {
            throw task.oops(Oops.Kind.BAD_UNLOCK, verb + " " + folio + " without holding its lock");
        }
    }
}
