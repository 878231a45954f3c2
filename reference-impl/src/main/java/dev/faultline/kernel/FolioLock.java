package dev.faultline.kernel;

import dev.faultline.hardware.Nondeterminism;
import dev.faultline.hardware.StepKind;

/**
 * A folio's lock: a sleeping lock with an owner, which may be the disk while a read is under way. Whoever of the
 * waiters comes first gets it, as with Linux's folio lock; there is no queue.
 */
final class FolioLock implements KernelLock {
    private static final int NOBODY = -1;

    private final CacheFolio folio;
    private int owner = NOBODY;

    FolioLock(CacheFolio folio) {
        this.folio = folio;
    }

    void reset() {
        owner = NOBODY;
    }

    void lock(Task task) {
        task.step(StepKind.LOCK_FOLIO, folio.number());
        task.mightSleep("locks a folio");
        if (owner != NOBODY) {
            task.await(this);
        }
        own(task);
    }

    boolean tryLock(Task task) {
        task.step(StepKind.TRY_LOCK_FOLIO, folio.number());
        if (owner != NOBODY) {
            task.note("tries to lock", folio, "in vain");
            return false;
        }
        own(task);
        return true;
    }

    private void own(Task task) {
        owner = task.number();
        task.holds(this);
        task.note("locks", folio);
    }

    /** Locks a folio that nobody else has seen yet, as part of the step that shows it. */
    void takeNew(Task task) {
        owner = task.number();
        task.holds(this);
    }

    void unlock(Task task) {
        if (owner != task.number()) {
            throw task.oops(Oops.Kind.BAD_UNLOCK, "unlocks " + describe() + ", which it does not hold");
        }
        owner = NOBODY;
        task.drops(this);
        task.note("unlocks", folio);
    }

    /** Hands the lock to the disk, which is to drop it. */
    void passToDisk(Task task) {
        owner = Nondeterminism.DISK;
        task.drops(this);
    }

    void dropByDisk() {
        owner = NOBODY;
    }

    void waitUntilUnlocked(Task task) {
        task.step(StepKind.WAIT_FOLIO, folio.number());
        task.mightSleep("waits for a folio lock");
        if (owner != NOBODY) {
            task.await(this);
        }
    }

    boolean isLocked() {
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
