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
 *
 * <p>A page of it may be a hole: no block is there, it reads as zero without a look at the disk, and gets its block only
 * when it is written back, which is when Linux file systems with delayed allocation choose one. Room for that block is
 * set aside earlier, when a write prepares the page ({@link BlockSpace}), so that writing back cannot fail for want of
 * it. A page past the end of the file has no room set aside either, but is not called a hole when the file grows over
 * it: its block comes full of zeros.
 */
public final class FileInode implements VmInode {
    private final int number;
    private final Footprint footprint;
    private final FairLock inodeLock;
    private final FairLock invalidateLock;
    private final RangeLock rangeLock;
    private final ReverseMapLock reverseMapLock;
    private String name = "";
    private int size;
    private boolean sparse;
    private int holes;
    private int room;
    private int[] disk = {};
    private boolean[] bad = {};
    private @Nullable CacheFolio[] slots = {};
    private int removals;

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
        reverseMapLock = new ReverseMapLock("the rmap lock of " + letter, number, footprint);
    }

    void start(String name, int size, int pages, int pageSize) {
        this.name = name;
        this.size = size;
        if (disk.length != pages * pageSize || slots.length != pages) {
            disk = new int[pages * pageSize];
            slots = new CacheFolio[pages];
            bad = new boolean[pages];
        }
        removals = 0;
        sparse = false;
        holes = 0;
        room = (1 << (size + pageSize - 1) / pageSize) - 1;
        java.util.Arrays.fill(bad, false);
        java.util.Arrays.fill(slots, null);
        for (int i = 0; i < disk.length; i++) {
            disk[i] = i < size ? Cell.of(Cell.Origin.DISK, number, 0, i) : Cell.ZERO;
        }
        inodeLock.reset();
        invalidateLock.reset();
        rangeLock.reset();
        reverseMapLock.reset();
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

    /** Whether it has a byte at an offset; for words only, in no step's footprint. */
    boolean reachesBeyond(int offset) {
        return offset < size;
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

    /** Says before a run that the file has holes or may get some; others are not asked. */
    void maySparse() {
        sparse = true;
    }

    /** Takes the block of a page away. */
    void makeHole(int index, int pageSize) {
        for (int offset = index * pageSize; offset < (index + 1) * pageSize; offset++) {
            setDiskCell(offset, Cell.ZERO);
        }
        holes |= 1 << index;
        room &= ~(1 << index);
    }

    /** Whether no block is behind a page that is not past the end. */
    boolean isHole(int index) {
        if (!sparse) {
            return false;
        }
        footprint.reads(Footprint.diskBytes(number));
        return (holes & 1 << index) != 0;
    }

    /** A page has been written to the disk, and has a block now. */
    void writtenBack(int index) {
        if (isHole(index)) {
            footprint.writes(Footprint.diskBytes(number));
            holes &= ~(1 << index);
            room |= 1 << index;
        }
    }

    /** Whether the disk has room for the page, whether or not there is a block yet. */
    boolean hasRoom(int index) {
        footprint.reads(Footprint.diskBytes(number));
        return (room & 1 << index) != 0;
    }

    void setRoom(int index) {
        footprint.writes(Footprint.diskBytes(number));
        room |= 1 << index;
    }

    /** Gives up the room of all pages from an index on. */
    void dropRoomFrom(int index) {
        room &= (1 << index) - 1;
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
        removals += folio == null ? 1 : 0;
        slots[index] = folio;
    }

    /** A folio of it moves to another frame. */
    void moved(int index) {
        footprint.writes(Footprint.slot(number, index));
        removals++;
    }

    /** How many folios have left the cache or moved to another frame. */
    int removals() {
        for (int index = 0; index < slots.length; index++) {
            footprint.reads(Footprint.slot(number, index));
        }
        return removals;
    }

    FairLock inodeLock() {
        return inodeLock;
    }

    FairLock invalidateLock() {
        return invalidateLock;
    }

    ReverseMapLock reverseMapLock() {
        return reverseMapLock;
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
