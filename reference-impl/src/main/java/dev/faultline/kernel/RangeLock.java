package dev.faultline.kernel;

import dev.faultline.hardware.Footprint;
import dev.faultline.hardware.StepKind;
import dev.faultline.hardware.Waitable;

/**
 * A lock on ranges of a file's bytes, shared or exclusive, granted in the order of asking among ranges that exclude
 * each other (FreeBSD, sys/kern/kern_rangelock.c). A task waits for at most one range at a time; it may hold several.
 */
final class RangeLock implements KernelLock {
    private static final int ENTRIES = 32;

    private final String name;
    private final int file;
    private final Footprint footprint;
    private final int[] tasks = new int[ENTRIES];
    private final int[] froms = new int[ENTRIES];
    private final int[] tos = new int[ENTRIES];
    private final boolean[] exclusives = new boolean[ENTRIES];
    private final boolean[] granted = new boolean[ENTRIES];
    private final int[] wantedFrom = new int[Machine.TASKS_MAX];
    private final int[] wantedTo = new int[Machine.TASKS_MAX];
    private int wantsExclusive;
    private final Waitable turn = new Asking();
    private int entries;

    RangeLock(String name, int file, Footprint footprint) {
        this.footprint = footprint;
        this.name = name;
        this.file = file;
    }

    void reset() {
        entries = 0;
    }

    void lock(Task task, int from, int to, boolean exclusive) {
        wantedFrom[task.number()] = from;
        wantedTo[task.number()] = to;
        wantsExclusive = exclusive ? wantsExclusive | task.bit() : wantsExclusive & ~task.bit();
        task.asks(lock(), exclusive);
        task.step(StepKind.LOCK_INODE, file, turn);
        task.mightSleep("takes a range lock");
        if (entries == ENTRIES) {
            throw task.oops(Oops.Kind.BAD_ARGUMENT, "holds too many range locks");
        }
        int at = entries++;
        tasks[at] = task.number();
        froms[at] = from;
        tos[at] = to;
        exclusives[at] = exclusive;
        granted[at] = false;
        boolean waits = !ready(task.number());
        touch(exclusive || waits);
        footprint.takes(mark());
        if (waits) {
            task.await(this);
            touch(true);
        }
        granted[waiting(task.number())] = true;
        task.holds(this, exclusive);
        task.note("takes", this, exclusive ? "exclusive" : "shared");
    }

    void unlock(Task task, int from, int to) {
        for (int i = 0; i < entries; i++) {
            if (granted[i] && tasks[i] == task.number() && froms[i] == from && tos[i] == to) {
                touch(exclusives[i]);
                footprint.frees(mark());
                remove(i);
                task.drops(this);
                task.note("drops", this);
                return;
            }
        }
        throw task.oops(
                Oops.Kind.BAD_UNLOCK, "drops bytes [" + from + ", " + to + ") of " + name + ", which it does not hold");
    }

    private void touch(boolean alone) {
        if (alone) {
            footprint.writes(mark());
        } else {
            footprint.adds(mark());
        }
    }

    @Override
    public int mark() {
        return Footprint.rangeLock(file);
    }

    private void remove(int at) {
        int rest = entries - at - 1;
        System.arraycopy(tasks, at + 1, tasks, at, rest);
        System.arraycopy(froms, at + 1, froms, at, rest);
        System.arraycopy(tos, at + 1, tos, at, rest);
        System.arraycopy(exclusives, at + 1, exclusives, at, rest);
        System.arraycopy(granted, at + 1, granted, at, rest);
        entries--;
    }

    /** The place in the queue of a task that waits, behind all others if it has not asked yet. */
    private int waiting(int task) {
        int at = 0;
        while (at < entries && (granted[at] || tasks[at] != task)) {
            at++;
        }
        return at;
    }

    private boolean isInTheWay(int entry, int task, int place) {
        boolean before = granted[entry] || entry < place;
        boolean overlaps = froms[entry] < wantedTo[task] && wantedFrom[task] < tos[entry];
        return entry != place && before && overlaps && (exclusives[entry] || (wantsExclusive & 1 << task) != 0);
    }

    @Override
    public int lock() {
        return Footprint.rangeLock(file);
    }

    @Override
    public boolean ready(int task) {
        return holders(task) == 0;
    }

    @Override
    public int holders(int task) {
        int mine = waiting(task);
        int blockers = 0;
        for (int i = 0; i < entries; i++) {
            if (isInTheWay(i, task, mine)) {
                blockers |= 1 << tasks[i];
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
            super(RangeLock.this);
        }

        @Override
        public boolean ready(int task) {
            int place = waiting(task);
            boolean free = true;
            for (int i = 0; i < entries; i++) {
                if (isInTheWay(i, task, place)) {
                    free = false;
                    if (granted[i] && !exclusives[i]) {
                        return true;
                    }
                }
            }
            return free;
        }
    }
}
