package dev.faultline.kernel;

import dev.faultline.hardware.Footprint;
import dev.faultline.hardware.Nondeterminism;
import dev.faultline.hardware.Waitable;
import dev.faultline.spi.vm.VmFolio;
import org.jspecify.annotations.Nullable;

/**
 * A folio as the kernel keeps it: one page of a file, the frame that holds it, flags, lock and references. It is
 * referenced by the cache while attached and by each task that works on it; it owns one reference to its frame.
 */
public final class CacheFolio implements VmFolio, DiskTransfer {
    private static final int NOWHERE = 1 << 12;

    private final int number;
    private final Footprint footprint;
    private final FolioLock lock;
    private final Waitable io = new IoWait();
    private final Waitable wakeUp = new WakeUpWait();
    private @Nullable FileInode file;
    private int index;
    private int frame;
    private int references;
    private int sleepers;
    private int lastUse;
    private boolean attached;
    private boolean uptodate;
    private boolean dirty;
    private boolean writeback;
    private boolean reading;
    private boolean copyOnWrite;

    CacheFolio(int number, Footprint footprint) {
        this.number = number;
        this.footprint = footprint;
        lock = new FolioLock(this, footprint);
    }

    private void reads() {
        footprint.reads(Footprint.folio(number));
    }

    private void writes() {
        footprint.writes(Footprint.folio(number));
    }

    void start(int frame) {
        writes();
        this.frame = frame;
        file = null;
        index = 0;
        references = 1;
        sleepers = 0;
        lastUse = 0;
        attached = uptodate = dirty = writeback = reading = copyOnWrite = false;
        lock.reset();
    }

    void attach(FileInode file, int index) {
        writes();
        this.file = file;
        this.index = index;
        attached = true;
        get();
    }

    /** Leaves the cache; the caller drops the cache's reference. */
    void detach() {
        writes();
        attached = false;
        setDirty(false);
    }

    int number() {
        return number;
    }

    /**
     * What steps call it by: its page, since which folio a page gets differs from run to run, and from round to round of a loop.
     */
    @Override
    public int place() {
        FileInode named = file;
        return named == null ? NOWHERE | number : CacheIndex.slot(named, index);
    }

    /** A folio by what a step calls it. */
    static String nameOf(Machine machine, int place) {
        return place >= NOWHERE ? "a new folio" : "folio " + CacheIndex.slotName(machine, place);
    }

    /** The file it belongs or belonged to; null before it was inserted. */
    @Override
    public @Nullable FileInode file() {
        return file;
    }

    @Override
    public FileInode inode() {
        return Machine.fileOf(this);
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public int frame() {
        reads();
        return frame;
    }

    void setFrame(int frame) {
        writes();
        this.frame = frame;
    }

    @Override
    public boolean isAttached() {
        reads();
        return attached;
    }

    @Override
    public boolean isUptodate() {
        reads();
        return uptodate;
    }

    void setUptodate() {
        if (!isUptodate()) {
            writes();
            uptodate = true;
        }
    }

    /** The flag alone; entries of page tables may be dirty beside it. */
    @Override
    public boolean isDirty() {
        footprint.reads(Footprint.folioDirty(number));
        return dirty;
    }

    void setDirty(boolean dirty) {
        if (isDirty() != dirty) {
            footprint.writes(Footprint.folioDirty(number));
            this.dirty = dirty;
        }
    }

    @Override
    public boolean isUnderWriteback() {
        reads();
        return writeback;
    }

    void setWriteback(boolean writeback) {
        writes();
        this.writeback = writeback;
    }

    /** Whether the disk is filling it. */
    @Override
    public boolean isBeingRead() {
        reads();
        return reading;
    }

    void setBeingRead(boolean reading) {
        writes();
        this.reading = reading;
    }

    /** Whether its frame is also a snapshot in user memory, so that the cache must copy before a change. */
    @Override
    public boolean isCopyOnWrite() {
        reads();
        return copyOnWrite;
    }

    void setCopyOnWrite(boolean copyOnWrite) {
        writes();
        this.copyOnWrite = copyOnWrite;
    }

    @Override
    public boolean isLocked() {
        return lock.isLocked();
    }

    public int references() {
        footprint.reads(Footprint.folioReferences(number));
        return references;
    }

    /** Whether nobody refers to it; not part of a step's footprint, since dropping the last reference is. */
    boolean isDead() {
        return references <= 0;
    }

    void get() {
        footprint.adds(Footprint.folioReferences(number));
        references++;
    }

    /** Drops a reference; true when it was the last. */
    boolean put() {
        footprint.adds(Footprint.folioReferences(number));
        if (--references > 0) {
            return false;
        }
        footprint.writes(Footprint.folioReferences(number));
        return true;
    }

    /** When it was looked up last, on a machine that reclaims; part of what {@link Footprint#ALLOCATOR} stands for. */
    int lastUse() {
        return lastUse;
    }

    void setLastUse(int use) {
        lastUse = use;
    }

    FolioLock lock() {
        return lock;
    }

    /** Ready when no transfer is under way. */
    Waitable io() {
        return io;
    }

    Waitable wakeUp() {
        return wakeUp;
    }

    void sleep(int taskBit) {
        writes();
        sleepers |= taskBit;
    }

    void wakeAll() {
        writes();
        sleepers = 0;
    }

    /** Has waited for one of the folio's events. */
    void woken() {
        reads();
    }

    @Override
    public String toString() {
        FileInode named = file;
        return named == null ? "a new folio" : "folio " + named.name() + ":" + index;
    }

    private final class IoWait implements Waitable {
        @Override
        public boolean ready(int task) {
            return !reading && !writeback;
        }

        @Override
        public int holders(int task) {
            return reading || writeback ? 1 << Nondeterminism.DISK : 0;
        }

        @Override
        public String describe() {
            return (reading ? "the disk to read " : "the disk to write ") + CacheFolio.this;
        }
    }

    private final class WakeUpWait implements Waitable {
        @Override
        public boolean ready(int task) {
            return (sleepers & 1 << task) == 0;
        }

        @Override
        public int holders(int task) {
            return 0;
        }

        @Override
        public String describe() {
            return "a wake-up on " + CacheFolio.this;
        }
    }
}
