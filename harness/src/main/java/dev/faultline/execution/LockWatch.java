package dev.faultline.execution;

import dev.faultline.hardware.Nondeterminism;
import dev.faultline.schedule.HeldLocks;

/** The part of the port that hears of locks: keeps book of who holds which, and tells the scheduler who asks. */
abstract class LockWatch implements Nondeterminism {
    final Fairness fairness = new Fairness();
    final Decisions decisions = new Decisions(fairness);
    private final HeldLocks locks = new HeldLocks();

    /** Who holds which lock now. */
    final HeldLocks locks() {
        return locks;
    }

    /** The number of steps taken so far. */
    abstract int time();

    /** Whether the execution is over and its tasks are only being cleared away. */
    abstract boolean isEnded();

    @Override
    public final void asks(int task, int lock, boolean exclusive) {
        if (!isEnded()) {
            decisions.asks(task, lock, exclusive, locks);
        }
    }

    @Override
    public final void takes(int task, int lock, boolean exclusive) {
        locks.take(task, lock, exclusive, time());
    }

    @Override
    public final void drops(int task, int lock) {
        locks.drop(task, lock);
    }
}
