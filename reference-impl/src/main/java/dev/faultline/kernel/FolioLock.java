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

    private final CacheFolio folio;
    private final Footprint footprint;
    private int owner = NOBODY;

    FolioLock(CacheFolio folio, Footprint footprint) {
        this.folio = folio;
        this.footprint = footprint;
    }

    void reset() {
        owner = NOBODY;
    }

    private void reads() {
        footprint.reads(mark());
    }

    private void setOwner(int newOwner) {
        footprint.writes(mark());
        owner = newOwner;
    }

    private void take(Task task) {
        footprint.takes(mark());
        setOwner(task.number());
        task.holds(this);
    }

    private void free() {
        footprint.frees(mark());
        setOwner(NOBODY);
    }

    @Override
    public int mark() {
        return Footprint.folioLock(folio.number());
    }

    void lock(Task task) {
        task.step(StepKind.LOCK_FOLIO, folio.number(), this);
        task.mightSleep("locks a folio");
        reads();
        if (owner != NOBODY) {
            task.await(this);
        }
        own(task);
    }

    boolean tryLock(Task task) {
        task.step(StepKind.TRY_LOCK_FOLIO, folio.number());
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
        free();
        task.drops(this);
        task.note("unlocks", folio);
    }

    /** Hands the lock to the disk, which is to drop it. */
    void passToDisk(Task task) {
        setOwner(Nondeterminism.DISK);
        task.drops(this);
    }

    void dropByDisk() {
        free();
    }

    void waitUntilUnlocked(Task task) {
        task.step(StepKind.WAIT_FOLIO, folio.number(), this);
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
