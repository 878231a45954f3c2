package dev.faultline.kernel;

import dev.faultline.hardware.Cell;
import dev.faultline.hardware.Footprint;
import dev.faultline.hardware.Nondeterminism;
import dev.faultline.hardware.PhysicalMemory;
import dev.faultline.hardware.Step;
import dev.faultline.hardware.StepKind;
import dev.faultline.spi.Errno;
import dev.faultline.spi.vm.Branch;

/**
 * The disk: a queue of transfers of whole pages, of folios and past the cache, moved a piece at a step, in the order of submission. It has no stack
 * of its own: whoever runs the machine lets it go on with {@link #advance()} while it is {@link #pending()}. A transfer
 * into memory past the end of the file brings zeros, one out of memory writes zeros there.
 *
 * <p>A read may fail when it is over ({@link Machine#allowReadErrors}), and one of a bad page always does ({@link
 * FileInode#makeBad}); what it brought is garbage then.
 *
 * <p>A transfer may also end short ({@link Machine#allowShortTransfers}): after a piece that is not the last, without an
 * error. That is no failure, and every caller has to reckon with it. Where the memory is a folio, the file layer does,
 * and submits the rest again, behind what others have submitted meanwhile; until the last byte is there the folio is
 * neither uptodate nor written (Linux's {@code netfs_retry_reads}, and {@code blk_update_request}, which leaves the
 * block layer to requeue what is left of a request). Past the cache it is who asked that is told how much has moved.
 */
public final class Disk {
    private final Machine machine;
    private DiskTransfer[] queue = new DiskTransfer[8];
    private int[] begun = new int[8];
    private int queued;
    private int readErrors;
    private int shortTransfers;

    Disk(Machine machine) {
        this.machine = machine;
    }

    void reset() {
        queued = 0;
        readErrors = 0;
        shortTransfers = 0;
    }

    void allowReadErrors(int budget) {
        readErrors = budget;
    }

    void allowShortTransfers(int budget) {
        shortTransfers = budget;
    }

    void submit(CacheFolio folio) {
        folio.get();
        submit((DiskTransfer) folio);
    }

    void submit(DiskTransfer transfer) {
        submit(transfer, 0);
    }

    /** Submits what is left of a transfer after its first {@code moved} bytes. */
    private void submit(DiskTransfer transfer, int moved) {
        machine.footprint().writes(Footprint.DISK_TAIL);
        if (queued == queue.length) {
            queue = java.util.Arrays.copyOf(queue, 2 * queued);
            begun = java.util.Arrays.copyOf(begun, 2 * queued);
        }
        begun[queued] = moved;
        queue[queued++] = transfer;
    }

    /** Whether a transfer is under way. */
    public boolean pending() {
        return queued > 0;
    }

    /** The step that {@link #advance()} would take. */
    public int step() {
        return Step.of(StepKind.DISK_IO, queue[0].place());
    }

    /**
     * Moves the next piece of the first transfer; with its last piece, or one after which it ends short, the transfer is
     * over and who waits for it can go on.
     */
    public void advance() {
        machine.footprint().writes(Footprint.DISK_HEAD);
        DiskTransfer transfer = queue[0];
        int length = Math.min(machine.diskUnit(), machine.pageSize() - begun[0]);
        move(transfer, begun[0], length);
        begun[0] += length;
        int moved = begun[0];
        if (moved == machine.pageSize()) {
            dequeue();
            if (transfer instanceof CacheFolio folio) {
                complete(folio);
            } else if (transfer instanceof DirectTransfer direct) {
                complete(direct);
            }
        } else if (endsShort(transfer)) {
            dequeue();
            endShort(transfer, moved);
        } else if (machine.trace().recording()) {
            String verb = transfer.isBeingRead() ? "reads a piece of " : "writes a piece of ";
            machine.trace().note(Nondeterminism.DISK, verb + transfer);
        }
    }

    private void dequeue() {
        queued--;
        System.arraycopy(queue, 1, queue, 0, queued);
        System.arraycopy(begun, 1, begun, 0, queued);
    }

    /** Whether a transfer ends with the piece that it has moved, which is not its last. A page that is bad fails whole. */
    private boolean endsShort(DiskTransfer transfer) {
        boolean fails = transfer.isBeingRead() && transfer.inode().isBad(transfer.index());
        boolean ends = shortTransfers > 0 && !fails && machine.port().choose(Nondeterminism.DISK, 2) == 1;
        if (ends) {
            shortTransfers--;
            machine.trace().reached(Branch.SHORT_TRANSFER);
        }
        return ends;
    }

    private void endShort(DiskTransfer transfer, int moved) {
        if (machine.trace().recording()) {
            String verb = transfer.isBeingRead()
                    ? "stops short after reading a piece of "
                    : "stops short after writing a piece of ";
            machine.trace().note(Nondeterminism.DISK, verb + transfer);
        }
        if (transfer instanceof DirectTransfer direct) {
            direct.complete(moved);
        } else {
            submit(transfer, moved);
        }
    }

    private void move(DiskTransfer transfer, int from, int length) {
        if (transfer instanceof DirectTransfer direct) {
            direct.move(from, from + length);
        } else if (transfer instanceof CacheFolio folio && folio.isBeingRead()) {
            read(folio, from, length);
        } else if (transfer instanceof CacheFolio folio) {
            write(folio, from, length);
        }
    }

    private void read(CacheFolio folio, int from, int length) {
        PhysicalMemory memory = machine.memory();
        FileInode file = Machine.fileOf(folio);
        int start = folio.index() * machine.pageSize();
        for (int i = from; i < from + length; i++) {
            int cell = start + i < file.currentSize() ? file.diskCell(start + i) : Cell.ZERO;
            memory.write(folio.frame(), i, cell);
        }
    }

    private void write(CacheFolio folio, int from, int length) {
        PhysicalMemory memory = machine.memory();
        FileInode file = Machine.fileOf(folio);
        int start = folio.index() * machine.pageSize();
        for (int i = from; i < from + length; i++) {
            int cell = start + i < file.currentSize() ? memory.read(folio.frame(), i) : Cell.ZERO;
            file.setDiskCell(start + i, cell);
        }
    }

    /** Whether a read of the page that is over by now has failed. */
    private boolean fails(FileInode file, int index) {
        boolean bad = file.isBad(index);
        boolean failed = bad || readErrors > 0 && machine.port().choose(Nondeterminism.DISK, 2) == 1;
        if (failed) {
            readErrors -= bad ? 0 : 1;
            machine.trace().reached(Branch.READ_FAILED);
            machine.footprint().writes(Footprint.TIME);
            machine.trace().readFailed(file.number(), index);
        }
        return failed;
    }

    private void complete(DirectTransfer transfer) {
        boolean failed = transfer.isBeingRead() && fails(transfer.inode(), transfer.index());
        transfer.complete(failed ? Errno.EIO : machine.pageSize());
        if (machine.trace().recording()) {
            String verb = failed ? "fails to read " : transfer.isBeingRead() ? "has read " : "has written ";
            machine.trace().note(Nondeterminism.DISK, verb + transfer);
        }
    }

    private void complete(CacheFolio folio) {
        boolean read = folio.isBeingRead();
        boolean failed = read && fails(Machine.fileOf(folio), folio.index());
        if (failed) {
            machine.memory().poison(folio.frame());
        } else if (read) {
            folio.setUptodate();
        } else {
            Machine.fileOf(folio).writtenBack(folio.index());
        }
        folio.setBeingRead(false);
        folio.setWriteback(false);
        if (folio.isLocked() && (folio.lock().holders(0) & 1 << Nondeterminism.DISK) != 0) {
            folio.lock().dropByDisk();
        }
        if (machine.trace().recording()) {
            String verb = failed ? "fails to read " : read ? "has read " : "has written ";
            machine.trace().note(Nondeterminism.DISK, verb + folio);
        }
        machine.putFolio(folio);
    }
}
