package dev.faultline.kernel;

import dev.faultline.hardware.Footprint;
import dev.faultline.hardware.StepKind;

/**
 * What keeps walks from a file's folios to the entries that map them apart from moves of such entries to other pages: a
 * walk that has passed the new place before the entry came there, and comes to the old one when it has gone, would miss
 * it (Linux's {@code i_mmap_rwsem}, taken by {@code take_rmap_locks} in {@code move_ptes}, commit 38a76013ad80). Walks
 * share it and take no step for it.
 */
final class ReverseMapLock implements KernelLock {
    private final String name;
    private final int file;
    private final Footprint footprint;
    private int walkers;
    private int mover;
    private int wantsToMove;

    ReverseMapLock(String name, int file, Footprint footprint) {
        this.name = name;
        this.file = file;
        this.footprint = footprint;
    }

    void reset() {
        walkers = mover = wantsToMove = 0;
    }

    /** Begins a walk, which does not begin another; the task may be the one that moves. */
    void beginWalk(Task task) {
        task.mightSleep("walks the reverse map");
        wantsToMove &= ~task.bit();
        waitFor(task);
        footprint.adds(lock());
        walkers |= task.bit();
    }

    void endWalk(Task task) {
        footprint.adds(lock());
        walkers &= ~task.bit();
    }

    void lock(Task task) {
        task.step(StepKind.LOCK_INODE, file);
        task.mightSleep("takes a sleeping lock");
        wantsToMove |= task.bit();
        waitFor(task);
        footprint.writes(lock());
        mover = task.bit();
        task.holds(this, true);
        task.note("takes", this);
    }

    void unlock(Task task) {
        if (mover != task.bit()) {
            throw task.oops(Oops.Kind.BAD_UNLOCK, "drops " + name + ", which it does not hold");
        }
        footprint.writes(lock());
        mover = 0;
        task.drops(this);
        task.note("drops", this);
    }

    private void waitFor(Task task) {
        if (!ready(task.number())) {
            footprint.reads(lock());
            task.await(this);
            footprint.reads(lock());
        }
    }

    @Override
    public int lock() {
        return Footprint.reverseMapLock(file);
    }

    @Override
    public boolean ready(int task) {
        return holders(task) == 0;
    }

    @Override
    public int holders(int task) {
        int others = (wantsToMove & 1 << task) != 0 ? mover | walkers : mover;
        return others & ~(1 << task);
    }

    @Override
    public String describe() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }
}
