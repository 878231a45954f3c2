package dev.faultline.kernel;

import dev.faultline.hardware.Cell;
import dev.faultline.hardware.Footprint;
import dev.faultline.hardware.PhysicalMemory;
import dev.faultline.hardware.StepKind;
import dev.faultline.spi.vm.VmInode;
import org.jspecify.annotations.Nullable;

/**
 * A file: its bytes on the disk, its size, its slots in the page cache, and its locks. Bytes on the disk past the size
 * are zero.
 */
public final class FileInode implements VmInode {
    private final int number;
    private final Footprint footprint;
    private final FairLock inodeLock;
    private final FairLock invalidateLock;
    private final RangeLock rangeLock;
    private String name = "";
    private int size;
    private int[] disk = {};
    private boolean[] bad = {};
    private @Nullable CacheFolio[] slots = {};

    FileInode(int number, Footprint footprint) {
        this.number = number;
        this.footprint = footprint;
        String letter = String.valueOf((char) ('F' + number));
        inodeLock = new FairLock(
                "the inode lock of " + letter, StepKind.LOCK_INODE, number, footprint, Footprint.inodeLock(number));
        invalidateLock = new FairLock(
                "the invalidate lock of " + letter,
                StepKind.LOCK_INODE,
                number,
                footprint,
                Footprint.invalidateLock(number));
        rangeLock = new RangeLock("a range lock of " + letter, number, footprint);
    }

    void start(String name, int size, int pages, int pageSize) {
        this.name = name;
        this.size = size;
        if (disk.length != pages * pageSize || slots.length != pages) {
            disk = new int[pages * pageSize];
            slots = new CacheFolio[pages];
            bad = new boolean[pages];
        }
        java.util.Arrays.fill(bad, false);
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
    @Override
    public int currentSize() {
        footprint.reads(Footprint.size(number));
        return size;
    }

    void setCurrentSize(int size) {
        footprint.writes(Footprint.size(number));
        this.size = size;
    }

    /** Pages that the file can have at most. */
    @Override
    public int pagesMax() {
        return slots.length;
    }

    /** What the disk holds at {@code offset}. */
    public int diskCell(int offset) {
        footprint.reads(Footprint.diskBytes(number));
        return disk[offset];
    }

    void setDiskCell(int offset, int cell) {
        footprint.writes(Footprint.diskBytes(number));
        disk[offset] = cell;
    }

    /** Lets every read of a page fail, for ever. */
    public void makeBad(int index) {
        bad[index] = true;
    }

    /** Whether no read of a page ever succeeds. */
    boolean isBad(int index) {
        return bad[index];
    }

    /** The folio in the cache at {@code index}, without a step. */
    @Override
    public @Nullable CacheFolio folioAt(int index) {
        footprint.reads(Footprint.slot(number, index));
        return index < slots.length ? slots[index] : null;
    }

    void setFolio(int index, @Nullable CacheFolio folio) {
        footprint.writes(Footprint.slot(number, index));
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
     * becomes zero: stores made there past the end of the file never were content. A truncation zeroes all that is left
     * of that page, a write only what lies before it.
     */
    void resize(int newSize, int from, PhysicalMemory memory) {
        footprint.writes(Footprint.size(number));
        int old = size;
        size = newSize;
        int within = old % memory.pageSize();
        CacheFolio last = folioAt(old / memory.pageSize());
        int start = old - within;
        int end = Math.min(start + memory.pageSize(), from);
        if (newSize > old && within > 0 && end > old && last != null && last.isUptodate()) {
            memory.zero(last.frame(), within, end - start);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
