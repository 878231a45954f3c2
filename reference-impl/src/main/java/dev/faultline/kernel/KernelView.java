package dev.faultline.kernel;

import dev.faultline.hardware.Cell;
import dev.faultline.hardware.StepKind;
import dev.faultline.spi.Cpu;
import dev.faultline.spi.Kernel;
import dev.faultline.spi.KernelBuffer;
import dev.faultline.spi.KernelMemory;
import dev.faultline.spi.PageCache;
import dev.faultline.spi.PageTables;
import dev.faultline.spi.UserMemory;

/**
 * The kernel as handed to a strategy, bound to one task. Its parts and the handles that it gives out are kept and used
 * again from call to call, so that a call allocates nothing; what a strategy keeps beyond its call is caught as a use
 * after put.
 */
final class KernelView implements Kernel {
    /** Folios that a call may keep out of the cache besides those for the pages of its request. */
    private static final int SPARES = 2;

    private static final int[] NOWHERE = {};

    private final Machine machine;
    private final Task task;
    private final UserVector vector;
    private final Handles handles;
    private final PageCacheView pageCache;
    private final UserMemoryView userMemory;
    private final PageTablesView pageTables;
    private final CpuView cpu;

    KernelView(Machine machine, Task task) {
        this.machine = machine;
        this.task = task;
        vector = new UserVector(task);
        handles = new Handles(machine, task);
        pageCache = new PageCacheView(machine, task, handles);
        userMemory = new UserMemoryView(machine, task, handles);
        pageTables = new PageTablesView(machine, task);
        cpu = new CpuView(machine, task);
    }

    void reset() {
        handles.reset();
        cpu.reset();
    }

    /** Begins a call on the given segments of user memory. */
    UserVector begin(int[] addresses, int[] lengths, int segments) {
        handles.reset();
        task.gather().forgetPages();
        vector.start(addresses, lengths, segments);
        task.beginSpares(pagesOf(lengths, segments) + SPARES);
        return vector;
    }

    /** Begins a call on the first bytes that wait in a pipe. */
    UserVector begin(Pipe pipe, int bytes) {
        handles.reset();
        task.gather().forgetPages();
        vector.start(pipe, bytes);
        task.beginSpares((bytes + machine.pageSize() - 1) / machine.pageSize() + 1 + SPARES);
        return vector;
    }

    /** Begins a call that names no user memory and moves so many bytes from file to file. */
    void beginBetweenFiles(int length) {
        begin(NOWHERE, NOWHERE, 0);
        task.beginSpares(2 * ((length + machine.pageSize() - 1) / machine.pageSize() + 1) + SPARES);
    }

    /** Most pages of a file that a call of these lengths can touch. */
    private int pagesOf(int[] lengths, int segments) {
        int bytes = 0;
        for (int i = 0; i < segments; i++) {
            bytes += lengths[i];
        }
        return (bytes + machine.pageSize() - 1) / machine.pageSize() + 1;
    }

    InodeHandle inode(FileInode file) {
        return handles.inode(file);
    }

    int atomicKmaps() {
        return cpu.atomicKmaps();
    }

    @Override
    public int pageSize() {
        return machine.pageSize();
    }

    @Override
    public PageCache pageCache() {
        return pageCache;
    }

    @Override
    public UserMemory userMemory() {
        return userMemory;
    }

    @Override
    public PageTables pageTables() {
        return pageTables;
    }

    @Override
    public Cpu cpu() {
        return cpu;
    }

    @Override
    public KernelBuffer allocate(int size) {
        task.mightSleep("allocates kernel memory");
        if (size < 0) {
            throw task.oops(Oops.Kind.BAD_ARGUMENT, "allocates " + size + " bytes");
        }
        return handles.buffer(size);
    }

    @Override
    public void copy(KernelMemory to, int toOffset, KernelMemory from, int fromOffset, int length) {
        Addressable target = addressable(to);
        Addressable source = addressable(from);
        target.check(toOffset, length);
        source.check(fromOffset, length);
        int unit = machine.geometry().copyUnit();
        for (int done = 0; done < length; done += unit) {
            task.step(StepKind.COPY, target.stepObject());
            int end = Math.min(done + unit, length);
            for (int i = done; i < end; i++) {
                target.write(toOffset + i, source.read(fromOffset + i));
            }
            if (task.recording()) {
                task.note("copies " + bytes(end - done) + " " + source.at(fromOffset + done) + " → "
                        + target.at(toOffset + done));
            }
        }
    }

    @Override
    public void zero(KernelMemory memory, int offset, int length) {
        Addressable target = addressable(memory);
        target.check(offset, length);
        int unit = machine.geometry().copyUnit();
        for (int done = 0; done < length; done += unit) {
            task.step(StepKind.ZERO, target.stepObject());
            int end = Math.min(done + unit, length);
            for (int i = done; i < end; i++) {
                target.write(offset + i, Cell.ZERO);
            }
            if (task.recording()) {
                task.note("zeroes " + bytes(end - done) + " of " + target.at(offset + done));
            }
        }
    }

    private static String bytes(int count) {
        return count == 1 ? "1 byte" : count + " bytes";
    }

    private Addressable addressable(KernelMemory memory) {
        if (memory instanceof Addressable) {
            return (Addressable) memory;
        }
        throw task.oops(Oops.Kind.BAD_ARGUMENT, "copies memory that is not the kernel's");
    }
}
