package dev.faultline.kernel;

import dev.faultline.hardware.Footprint;
import dev.faultline.hardware.Nondeterminism;
import dev.faultline.hardware.StepKind;

/**
 * A folio's lock: a sleeping lock with an owner, which may be the disk while a read is under way. Whoever of the
 * waiters comes first gets it, as with Linux's folio lock; there is no queue.
 */
final class FolioLock implements KernelLock {
    private static final int NOBODY = -1;
    private static final int IN_CACHE = 1 << 16;
    private static final int NOT_IN_CACHE = 1 << 15;

    private final CacheFolio folio;
    private final Footprint footprint;
    private int owner = NOBODY;
    private int taken;

    FolioLock(CacheFolio folio, Footprint footprint) {
        this.folio = folio;
        this.footprint = footprint;
    }

    void reset() {
        taken = 0;
        owner = NOBODY;
    }

    private void reads() {
        footprint.reads(mark());
    }

    private void setOwner(int newOwner) {
        footprint.writes(mark());
        owner = newOwner;
    }

    /** Known by its page, since which folio a page gets differs from run to run. */
    private int place() {
        FileInode file = folio.file();
        return file == null ? NOT_IN_CACHE | folio.number() : IN_CACHE | file.number() << 8 | folio.index();
    }

    @Override
    public int lock() {
        return taken;
    }

    private void take(Task task) {
        footprint.takes(mark());
        taken = place();
        setOwner(task.number());
        task.holds(this, true);
    }

    private void free() {
        footprint.frees(mark());
        taken = 0;
        setOwner(NOBODY);
    }

    @Override
    public int mark() {
        return Footprint.folioLock(folio.number());
    }

    void lock(Task task) {
        task.asks(owner == NOBODY ? place() : taken, true);
        task.step(StepKind.LOCK_FOLIO, folio.place(), this);
        task.mightSleep("locks a folio");
        reads();
        if (owner != NOBODY) {
            task.await(this);
        }
        own(task);
    }

    boolean tryLock(Task task) {
        task.step(StepKind.TRY_LOCK_FOLIO, folio.place());
        reads();
        if (owner != NOBODY) {
            task.note("tries to lock", folio, "in vain");
            return false;
        }
        own(task);
        return true;
    }

    private void own(Task task) {
        take(task);
        task.note("locks", folio);
    }

    /** Locks a folio that nobody else has seen yet, as part of the step that shows it. */
    void takeNew(Task task) {
        take(task);
    }

    void unlock(Task task) {
        if (owner != task.number()) {
            throw task.oops(Oops.Kind.BAD_UNLOCK, "unlocks " + describe() + ", which it does not hold");
        }
        task.drops(this);
        free();
        task.note("unlocks", folio);
    }

    /** Hands the lock to the disk, which is to drop it. */
    void passToDisk(Task task) {
        task.drops(this);
        setOwner(Nondeterminism.DISK);
    }

    void dropByDisk() {
        free();
    }

    void waitUntilUnlocked(Task task) {
        task.asks(owner == NOBODY ? place() : taken, false);
        task.step(StepKind.WAIT_FOLIO, folio.place(), this);
        task.mightSleep("waits for a folio lock");
        reads();
        if (owner != NOBODY) {
            task.await(this);
            reads();
        }
    }

    boolean isLocked() {
        reads();
        return owner != NOBODY;
    }

    boolean isHeldBy(Task task) {
        return owner == task.number();
    }

    @Override
    public boolean ready(int task) {
        return owner == NOBODY;
    }

    @Override
    public int holders(int task) {
        return owner == NOBODY ? 0 : 1 << owner;
    }

    @Override
    public String describe() {
        return "the lock of " + folio;
    }
}
