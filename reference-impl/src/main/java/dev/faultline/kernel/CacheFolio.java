package dev.faultline.kernel;

import dev.faultline.hardware.Nondeterminism;
import dev.faultline.hardware.Waitable;
import org.jspecify.annotations.Nullable;

/**
 * A folio as the kernel keeps it: one page of a file, the frame that holds it, flags, lock and references. It is
 * referenced by the cache while attached and by each task that works on it; it owns one reference to its frame.
 */
public final class CacheFolio {
    private final int number;
    private final FolioLock lock = new FolioLock(this);
    private final Waitable io = new IoWait();
    private final Waitable wakeUp = new WakeUpWait();
    private @Nullable FileInode file;
    private int index;
    private int frame;
    private int references;
    private int sleepers;
    private boolean attached;
    private boolean uptodate;
    private boolean dirty;
    private boolean writeback;
    private boolean reading;
    private boolean copyOnWrite;

    CacheFolio(int number) {
        this.number = number;
    }

    void start(int frame) {
        this.frame = frame;
        file = null;
        index = 0;
        references = 1;
        sleepers = 0;
        attached = uptodate = dirty = writeback = reading = copyOnWrite = false;
        lock.reset();
    }

    void attach(FileInode file, int index) {
        this.file = file;
        this.index = index;
        attached = true;
        references++;
    }

    /** Leaves the cache; the caller drops the cache's reference. */
    void detach() {
        attached = false;
        dirty = false;
    }

    public int number() {
        return number;
    }

    /** The file it belongs or belonged to; null before it was inserted. */
    public @Nullable FileInode file() {
        return file;
    }

    public int index() {
        return index;
    }

    public int frame() {
        return frame;
    }

    void setFrame(int frame) {
        this.frame = frame;
    }

    public boolean isAttached() {
        return attached;
    }

    public boolean isUptodate() {
        return uptodate;
    }

    void setUptodate() {
        uptodate = true;
    }

    /** The flag alone; entries of page tables may be dirty beside it. */
    public boolean isDirty() {
        return dirty;
    }

    void setDirty(boolean dirty) {
        this.dirty = dirty;
    }

    public boolean isUnderWriteback() {
        return writeback;
    }

    void setWriteback(boolean writeback) {
        this.writeback = writeback;
    }

    /** Whether the disk is filling it. */
    public boolean isBeingRead() {
        return reading;
    }

    void setBeingRead(boolean reading) {
        this.reading = reading;
    }

    /** Whether its frame is also a snapshot in user memory, so that the cache must copy before a change. */
    public boolean isCopyOnWrite() {
        return copyOnWrite;
    }

    void setCopyOnWrite(boolean copyOnWrite) {
        this.copyOnWrite = copyOnWrite;
    }

    public boolean isLocked() {
        return lock.isLocked();
    }

    public int references() {
        return references;
    }

    void get() {
        references++;
    }

    /** Drops a reference; true when it was the last. */
    boolean put() {
        return --references == 0;
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
        sleepers |= taskBit;
    }

    void wakeAll() {
        sleepers = 0;
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
