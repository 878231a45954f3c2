package dev.faultline.kernel;

import dev.faultline.hardware.Footprint;
import dev.faultline.hardware.StepKind;
import dev.faultline.hardware.Waitable;
import java.util.Arrays;

/**
 * A fair shared/exclusive lock: who asks later waits for who asked before, if the two exclude each other. So a reader
 * waits behind a waiting writer, and a task that takes the lock shared twice deadlocks with a writer that came in
 * between, as with Linux's {@code rw_semaphore}.
 */
final class FairLock implements KernelLock {
    private final String name;
    private final StepKind lockStep;
    private final int object;
    private final Footprint footprint;
    private final int mark;
    private final int[] sharedBy = new int[Machine.TASKS_MAX];
    private final int[] queue = new int[Machine.TASKS_MAX];
    private final Waitable turn = new Asking();
    private int queued;
    private int sharers;
    private int owner;
    private int wantsExclusive;

    /**
     * @param object the number of the address space or inode that it guards, for the step
     * @param mark what stands for it in footprints
     */
    FairLock(String name, StepKind lockStep, int object, Footprint footprint, int mark) {
        this.footprint = footprint;
        this.mark = mark;
        this.name = name;
        this.lockStep = lockStep;
        this.object = object;
    }

    void reset() {
        Arrays.fill(sharedBy, 0);
        queued = 0;
        sharers = 0;
        owner = 0;
        wantsExclusive = 0;
    }

    void lockShared(Task task) {
        acquire(task, false);
        sharedBy[task.number()]++;
        sharers |= task.bit();
        task.note("takes", this, "shared");
    }

    void lockExclusive(Task task) {
        acquire(task, true);
        owner = task.bit();
        task.note("takes", this, "exclusive");
    }

    private void acquire(Task task, boolean exclusive) {
        wantsExclusive = exclusive ? wantsExclusive | task.bit() : wantsExclusive & ~task.bit();
        task.asks(mark, exclusive);
        task.step(lockStep, object, turn);
        task.mightSleep("takes a sleeping lock");
        queue[queued++] = task.number();
        boolean waits = !ready(task.number());
        touch(exclusive || waits);
        footprint.takes(mark);
        if (waits) {
            task.await(this);
            touch(true);
        }
        dequeue(task.number());
        task.holds(this, exclusive);
    }

    /** Who shares a lock that all others share too may come and go in any order. */
    private void touch(boolean alone) {
        if (alone) {
            footprint.writes(mark);
        } else {
            footprint.adds(mark);
        }
    }

    private void dequeue(int task) {
        int at = place(task);
        System.arraycopy(queue, at + 1, queue, at, queued - at - 1);
        queued--;
    }

    private int place(int task) {
        int at = 0;
        while (queue[at] != task) {
            at++;
        }
        return at;
    }

    void unlockShared(Task task) {
        int number = task.number();
        if (sharedBy[number] == 0) {
            throw task.oops(Oops.Kind.BAD_UNLOCK, "drops " + describe() + " shared, which it does not hold so");
        }
        touch(false);
        footprint.frees(mark);
        if (--sharedBy[number] == 0) {
            sharers &= ~task.bit();
        }
        task.drops(this);
        task.note("drops", this);
    }

    void unlockExclusive(Task task) {
        if (owner != task.bit()) {
            throw task.oops(Oops.Kind.BAD_UNLOCK, "drops " + describe() + ", which it does not hold");
        }
        touch(true);
        footprint.frees(mark);
        owner = 0;
        task.drops(this);
        task.note("drops", this);
    }

    boolean isHeldBy(Task task) {
        return ((owner | sharers) & task.bit()) != 0;
    }

    @Override
    public int mark() {
        return mark;
    }

    @Override
    public int lock() {
        return mark;
    }

    @Override
    public boolean ready(int task) {
        return holders(task) == 0;
    }

    @Override
    public int holders(int task) {
        boolean exclusive = (wantsExclusive & 1 << task) != 0;
        int blockers = exclusive ? owner | sharers : owner;
        for (int i = 0; i < queued && queue[i] != task; i++) {
            if (exclusive || (wantsExclusive & 1 << queue[i]) != 0) {
                blockers |= 1 << queue[i];
            }
        }
        return blockers;
    }

    @Override
    public String describe() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }

    private final class Asking extends Turn {
        private Asking() {
            super(FairLock.this);
        }

        @Override
        public boolean ready(int task) {
            boolean queuesUp = (wantsExclusive & 1 << task) != 0 && owner == 0 && sharers != 0;
            return queuesUp || FairLock.this.ready(task);
        }
    }
}
