package dev.faultline.kernel;

import dev.faultline.hardware.Waitable;

/**
 * When it makes a difference to ask for a fair lock. Who asks for a lock that others share, to have it alone, keeps those
 * off who want to share it from then on, and that is how recursion deadlocks. Whoever else cannot have the lock changes
 * nothing for the others by asking: they wait for its owner, or for the one who has asked before, in any case.
 */
abstract class Turn implements Waitable {
    private final KernelLock lock;

    Turn(KernelLock lock) {
        this.lock = lock;
    }

    @Override
    public final int holders(int task) {
        return lock.holders(task);
    }

    @Override
    public final int mark() {
        return lock.mark();
    }

    @Override
    public final String describe() {
        return lock.describe();
    }
}
