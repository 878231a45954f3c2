package dev.faultline.kernel;

import dev.faultline.hardware.Cell;
import dev.faultline.spi.KernelBuffer;
import java.util.Arrays;

/** Kernel memory of one call, poisoned when it is handed out. */
final class BufferHandle implements KernelBuffer, Addressable {
    private final Task task;
    private int[] cells = {};
    private int size;
    private boolean live;

    BufferHandle(Task task) {
        this.task = task;
    }

    void start(int size) {
        this.size = size;
        if (cells.length < size) {
            cells = new int[size];
        }
        Arrays.fill(cells, 0, size, Cell.of(Cell.Origin.POISON, 0, 0, Cell.INDEX_MAX));
        live = true;
        task.addBuffer();
    }

    @Override
    public int length() {
        return size;
    }

    @Override
    public void release() {
        check(0, 0);
        live = false;
        task.dropBuffer();
    }

    @Override
    public int read(int offset) {
        return cells[offset];
    }

    @Override
    public void write(int offset, int cell) {
        cells[offset] = cell;
    }

    @Override
    public void check(int offset, int length) {
        if (!live) {
            throw task.oops(Oops.Kind.USE_AFTER_PUT, "uses a kernel buffer after releasing it");
        }
        if (offset < 0 || length < 0 || offset + length > size) {
            String range = "[" + offset + ", " + (offset + length) + ")";
            throw task.oops(Oops.Kind.BAD_ARGUMENT, "uses bytes " + range + " of a kernel buffer, which has " + size);
        }
    }

    @Override
    public int stepObject() {
        return task.number();
    }

    @Override
    public String at(int offset) {
        return "a kernel buffer+" + offset;
    }
}
