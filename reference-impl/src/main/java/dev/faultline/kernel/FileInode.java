package dev.faultline.kernel;

import dev.faultline.hardware.Cell;
import dev.faultline.hardware.PhysicalMemory;
import dev.faultline.hardware.StepKind;
import org.jspecify.annotations.Nullable;

/**
 * A file: its bytes on the disk, its size, its slots in the page cache, and its locks. Bytes on the disk past the size
 * are zero.
 */
public final class FileInode {
    private final int number;
    private final FairLock inodeLock;
    private final FairLock invalidateLock;
    private final RangeLock rangeLock;
    private String name = "";
    private int size;
    private int[] disk = {};
    private @Nullable CacheFolio[] slots = {};

    FileInode(int number) {
        this.number = number;
        String letter = String.valueOf((char) ('F' + number));
        inodeLock = new FairLock("the inode lock of " + letter, StepKind.LOCK_INODE, number);
        invalidateLock = new FairLock("the invalidate lock of " + letter, StepKind.LOCK_INODE, number);
        rangeLock = new RangeLock("a range lock of " + letter, number);
    }

    void start(String name, int size, int pages, int pageSize) {
        this.name = name;
        this.size = size;
        if (disk.length != pages * pageSize || slots.length != pages) {
            disk = new int[pages * pageSize];
            slots = new CacheFolio[pages];
        }
        java.util.Arrays.fill(slots, null);
        for (int i = 0; i < disk.length; i++) {
            disk[i] = i < size ? Cell.of(Cell.Origin.DISK, number, 0, i) : Cell.ZERO;
        }
        inodeLock.reset();
        invalidateLock.reset();
        rangeLock.reset();
    }

    public int number() {
        return number;
    }

    public String name() {
        return name;
    }

    /** The size now, without a step. */
    public int currentSize() {
        return size;
    }

    void setCurrentSize(int size) {
        this.size = size;
    }

    /** Pages that the file can have at most. */
    public int pagesMax() {
        return slots.length;
    }

    /** What the disk holds at {@code offset}. */
    public int diskCell(int offset) {
        return disk[offset];
    }

    void setDiskCell(int offset, int cell) {
        disk[offset] = cell;
    }

    /** The folio in the cache at {@code index}, without a step. */
    public @Nullable CacheFolio folioAt(int index) {
        return index < slots.length ? slots[index] : null;
    }

    void setFolio(int index, @Nullable CacheFolio folio) {
        slots[index] = folio;
    }

    FairLock inodeLock() {
        return inodeLock;
    }

    FairLock invalidateLock() {
        return invalidateLock;
    }

    RangeLock rangeLock() {
        return rangeLock;
    }

    /**
     * Sets the size. On raising it, what the cache holds between the old size and {@code from}, in the old last page,
     * becomes zero: stores made there past the end of the file never were content.
     */
    void resize(int newSize, int from, PhysicalMemory memory) {
        int old = size;
        size = newSize;
        int within = old % memory.pageSize();
        CacheFolio last = folioAt(old / memory.pageSize());
        int start = old - within;
        int end = Math.min(start + memory.pageSize(), Math.min(newSize, from));
        if (within > 0 && end > old && last != null && last.isUptodate()) {
            memory.zero(last.frame(), within, end - start);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
