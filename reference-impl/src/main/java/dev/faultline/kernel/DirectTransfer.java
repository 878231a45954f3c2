package dev.faultline.kernel;

import dev.faultline.hardware.Cell;
import dev.faultline.hardware.Footprint;
import dev.faultline.hardware.Nondeterminism;
import dev.faultline.hardware.StepKind;
import dev.faultline.hardware.Waitable;
import dev.faultline.spi.Errno;
import dev.faultline.spi.vm.Branch;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A task's transfer of one whole page between the disk and memory that it holds, past the page cache. The task sleeps
 * until it is over, so it has one at a time. The disk knows nothing of the cache: that no folio of the page is there,
 * and none comes, is the caller's to see to. So is what becomes of the rest when the disk ends short: it is not
 * submitted again here, since the caller may have other ways (Linux's {@code direct_write_fallback}).
 *
 * <p>A hole is zeroed without the disk; a page without a block needs room first, as in a write to the cache. Bytes past
 * the end of the file are written as they are, for a file that is to grow over them.
 */
final class DirectTransfer implements DiskTransfer, Waitable {
    private static final int NUMBERS_FROM = 1 << 10;

    private final Machine machine;
    private final Task task;
    private @Nullable FileInode file;
    private @Nullable Addressable memory;
    private int index;
    private boolean reading;
    private boolean pending;
    private int result;

    DirectTransfer(Machine machine, Task task) {
        this.machine = machine;
        this.task = task;
    }

    void reset() {
        file = null;
        memory = null;
        index = 0;
        result = 0;
        reading = pending = false;
    }

    /** Bytes moved, or an error. */
    int read(FileInode from, int page, Addressable to) {
        task.step(StepKind.MAP_BLOCK, CacheIndex.slot(from, page));
        task.mightSleep("reads from the disk");
        if (from.isHole(page)) {
            task.reached(Branch.HOLE_ZEROED);
            for (int i = 0; i < machine.pageSize(); i++) {
                to.write(i, Cell.ZERO);
            }
            task.note("zeroes, there being nothing on the disk, memory for", from);
            return machine.pageSize();
        }
        return run(from, page, to, true);
    }

    /** Bytes moved, or an error. */
    int write(FileInode to, int page, Addressable from) {
        if (!machine.procedures().blockSpace().reserve(task, to, page)) {
            return Errno.ENOSPC;
        }
        task.step(StepKind.MAP_BLOCK, CacheIndex.slot(to, page));
        task.mightSleep("writes to the disk");
        return run(to, page, from, false);
    }

    private int run(FileInode inFile, int page, Addressable at, boolean read) {
        file = inFile;
        index = page;
        memory = at;
        reading = read;
        pending = true;
        task.reached(Branch.DIRECT_TRANSFER);
        task.note(read ? "starts a direct read of" : "starts a direct write of", this);
        machine.disk().submit(this);
        task.await(this);
        machine.footprint().reads(Footprint.DISK_HEAD);
        return result;
    }

    /** Moves bytes {@code [from, to)} of the page. */
    void move(int from, int to) {
        FileInode inode = inode();
        Addressable bytes = Objects.requireNonNull(memory);
        int start = index * machine.pageSize();
        for (int i = from; i < to; i++) {
            if (reading) {
                bytes.write(i, start + i < inode.currentSize() ? inode.diskCell(start + i) : Cell.ZERO);
            } else {
                inode.setDiskCell(start + i, bytes.read(i));
            }
        }
    }

    @Override
    public FileInode inode() {
        return Objects.requireNonNull(file);
    }

    @Override
    public int index() {
        return index;
    }

    /** It is over, with so many bytes moved or an error. */
    void complete(int withResult) {
        result = withResult;
        pending = false;
        if (result >= 0 && result < machine.pageSize()) {
            machine.trace().transferredShort(task.number());
        }
        if (!reading) {
            inode().writtenBack(index);
        }
    }

    @Override
    public int place() {
        return NUMBERS_FROM + task.number();
    }

    @Override
    public boolean isBeingRead() {
        return reading;
    }

    @Override
    public boolean ready(int who) {
        return !pending;
    }

    @Override
    public int holders(int who) {
        return pending ? 1 << Nondeterminism.DISK : 0;
    }

    @Override
    public String describe() {
        return (reading ? "the disk to read " : "the disk to write ") + this;
    }

    @Override
    public String toString() {
        return file + ":" + index + " past the cache";
    }
}
