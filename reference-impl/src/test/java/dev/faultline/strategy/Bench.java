package dev.faultline.strategy;

import dev.faultline.hardware.Cell;
import dev.faultline.hardware.Geometry;
import dev.faultline.hardware.Nondeterminism;
import dev.faultline.hardware.Waitable;
import dev.faultline.kernel.AddressSpace;
import dev.faultline.kernel.FileInode;
import dev.faultline.kernel.Machine;
import dev.faultline.kernel.Task;
import dev.faultline.kernel.Tracepoints;
import dev.faultline.kernel.Vma;
import dev.faultline.spi.CopyStrategy;

/**
 * A machine with one process, one task, and a file of 12 bytes in pages of 8. Its memory: {@link #BUFFER}, three filled
 * pages that end before an unmapped one, and {@link #MAPPING}, the file's two pages, shared.
 */
final class Bench {
    static final int PAGE = 8;
    static final int SIZE = 12;
    static final int BUFFER = 0;
    static final int BUFFER_END = BUFFER + 3 * PAGE;
    static final int MAPPING = 5 * PAGE;

    private final CopyStrategy strategy;
    private final boolean diskFails;
    final Machine machine;
    final FileInode file;
    final AddressSpace space;
    final Task task;

    Bench(CopyStrategy strategy) {
        this(strategy, false);
    }

    Bench(CopyStrategy strategy, boolean diskFails) {
        this.strategy = strategy;
        this.diskFails = diskFails;
        machine = new Machine(new Geometry(PAGE, 32, 2, 2, 16, 2), new Port(), Tracepoints.NONE);
        file = machine.createFile("F", SIZE, 4);
        space = machine.createSpace();
        int rights = Vma.READ | Vma.WRITE;
        machine.map(space, "b", Vma.Kind.ANONYMOUS, BUFFER / PAGE, 3, null, 0, rights, 0);
        machine.map(space, "m", Vma.Kind.SHARED, MAPPING / PAGE, 2, file, 0, rights, -1);
        machine.settings().allowReadErrors(diskFails ? 1 : 0);
        task = machine.createTask(0, space, 0);
    }

    int read(int position, int address, int length) {
        return machine.calls().read(task, strategy, file, position, new int[] {address}, new int[] {length}, 1);
    }

    int write(int position, int address, int length) {
        return writev(position, new int[] {address}, new int[] {length});
    }

    int writev(int position, int[] addresses, int[] lengths) {
        return machine.calls().write(task, strategy, file, position, addresses, lengths, addresses.length);
    }

    int copy(FileInode from, int fromPosition, FileInode to, int toPosition, int length) {
        return machine.calls().copyFileRange(task, strategy, from, fromPosition, to, toPosition, length);
    }

    /** What the file holds from {@code from} up to {@code to}. */
    int[] file(int from, int to) {
        return bytes(file, from, to);
    }

    int[] bytes(FileInode of, int from, int to) {
        int[] cells = new int[to - from];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = machine.fileCell(of, from + i);
        }
        return cells;
    }

    /** What a program would find in memory from {@code from} up to {@code to}. */
    int[] memory(int from, int to) {
        int[] cells = new int[to - from];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = machine.userCell(space, from + i);
        }
        return cells;
    }

    static int[] disk(int from, int to) {
        return cells(Cell.Origin.DISK, from, to);
    }

    static int[] filled(int from, int to) {
        return cells(Cell.Origin.FILL, from, to);
    }

    private static int[] cells(Cell.Origin origin, int from, int to) {
        int[] cells = new int[to - from];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = Cell.of(origin, 0, 0, from + i);
        }
        return cells;
    }

    /** Nobody else runs, the disk works when it is waited for, and whatever may fail does. */
    private final class Port implements Nondeterminism {
        @Override
        public void preempt(int running, int step) {}

        @Override
        public int choose(int running, int bound) {
            return diskFails ? 1 : 0;
        }

        @Override
        public void await(int waiting, Waitable waitable) {
            while (!waitable.ready(waiting)) {
                if (!machine.disk().pending()) {
                    throw new IllegalStateException("deadlock: waits for " + waitable.describe());
                }
                machine.disk().advance();
            }
        }
    }
}
