package dev.faultline.schedule;

import dev.faultline.hardware.Footprint;
import dev.faultline.hardware.Nondeterminism;
import java.util.Arrays;

/**
 * The steps of a run in order, each with its task, its footprint, and a vector clock that says which earlier steps it
 * has to come after: those whose footprints conflict with its own, those of its task, the one that made it possible,
 * and whatever these come after. Runs that differ only in the order of steps not so related are one trace
 * (Mazurkiewicz).
 */
final class Events {
    private static final int NONE = -1;

    private int width = 1;
    private int size;
    private int[] known = {};
    private boolean waited;
    private int awaited;
    private int[] tasks = new int[256];
    private int[] enabled = new int[257];
    private int[] clocks = {};
    private long[] footprints = {};
    private int[] enablers = {};
    private long[] touched = new long[256];
    private long[] changed = new long[256];
    private final int[] firsts = new int[32];

    /** Forgets everything; {@code tasksMax} tasks and the disk are to come. */
    void reset(int tasksMax) {
        if (width != tasksMax + 1) {
            width = tasksMax + 1;
            clocks = new int[tasks.length * width];
            known = new int[width];
            enablers = new int[(tasks.length + 1) * width];
        }
        truncate(0);
    }

    /** Forgets all steps from an index on. */
    void truncate(int newSize) {
        size = newSize;
    }

    int size() {
        return size;
    }

    int task(int index) {
        return tasks[index];
    }

    /** Who could take the step at an index, which may be the one to come. */
    int enabled(int index) {
        return enabled[index];
    }

    /** A task's column: the disk's is the last. */
    int column(int task) {
        return task == Nondeterminism.DISK ? width - 1 : task;
    }

    /** Says who can go on at the start. */
    void start(int enabledTasks) {
        enabled[0] = enabledTasks;
        Arrays.fill(enablers, 0, width, NONE);
    }

    /** The clock that the step at an index sees of a column: 1 more than the last step there that it comes after, itself included. */
    int clock(int index, int column) {
        return clocks[index * width + column];
    }

    /** Whether a step has to come after an earlier one, or is it. */
    boolean isAfter(int index, int earlier) {
        return clock(index, column(tasks[earlier])) > earlier;
    }

    /** Appends a step. Its clock holds only what it surely comes after; the rest is up to {@link #race}. */
    void add(int task, Footprint footprint, int enabledAfter) {
        if (size == tasks.length) {
            grow();
        }
        if (footprints.length < tasks.length * Footprint.LENGTH) {
            footprints = Arrays.copyOf(footprints, tasks.length * Footprint.LENGTH);
        }
        int index = size++;
        int column = column(task);
        tasks[index] = task;
        footprint.copyTo(footprints, index * Footprint.LENGTH);
        touched[index] = footprint.touched();
        changed[index] = footprint.changed();
        int last = index - 1;
        while (last >= 0 && tasks[last] != task) {
            last--;
        }
        Arrays.fill(clocks, index * width, (index + 1) * width, 0);
        join(index, last);
        System.arraycopy(clocks, index * width, known, 0, width);
        waited = footprint.hasWaited();
        awaited = footprint.awaited();
        join(index, enablers[index * width + column]);
        clocks[index * width + column] = index + 1;
        known[column] = index + 1;
        noteEnabled(index, enabledAfter);
    }

    private void noteEnabled(int index, int enabledAfter) {
        enabled[index + 1] = enabledAfter;
        System.arraycopy(enablers, index * width, enablers, (index + 1) * width, width);
        int fresh = enabledAfter & ~enabled[index];
        for (int left = fresh; left != 0; left &= left - 1) {
            enablers[(index + 1) * width + column(Integer.numberOfTrailingZeros(left))] = index;
        }
    }

    private void join(int index, int earlier) {
        if (earlier < 0) {
            return;
        }
        for (int column = 0; column < width; column++) {
            int at = index * width + column;
            clocks[at] = Math.max(clocks[at], clocks[earlier * width + column]);
        }
    }

    /**
     * Looks downward from {@code from} for a step that conflicts with this one and could come after it: nothing lies
     * between the two. A step that its task had waited for cannot come before the one that ended the wait, such as the
     * giving back of a lock, but it could come before what made it wait; so for it that is no reason to look no further.
     * Returns the index, or -1.
     */
    int race(int index, int from) {
        for (int earlier = from; earlier >= 0; earlier--) {
            if (mayConflict(index, earlier)
                    && known[column(tasks[earlier])] <= earlier
                    && conflict(index, footprints, earlier * Footprint.LENGTH)) {
                join(index, earlier);
                if (!waited) {
                    for (int column = 0; column < width; column++) {
                        known[column] = Math.max(known[column], clock(earlier, column));
                    }
                }
                if (!onlyEndedTheWait(index, earlier)) {
                    return earlier;
                }
            }
        }
        return NONE;
    }

    /** Whether nothing but the lock that the step waits for makes it conflict with an earlier one, which gave it back. */
    private boolean onlyEndedTheWait(int index, int earlier) {
        int length = Footprint.LENGTH;
        return awaited != Footprint.NONE
                && Footprint.isFreed(footprints, earlier * length, awaited)
                && !Footprint.conflictBut(awaited, footprints, index * length, footprints, earlier * length);
    }

    /** A quick look that may say yes in vain. */
    private boolean mayConflict(int a, int b) {
        return (changed[a] & touched[b] | touched[a] & changed[b]) != 0;
    }

    /** Whether a step conflicts with a footprint. */
    boolean conflict(int index, long[] other, int at) {
        return Footprint.conflict(footprints, index * Footprint.LENGTH, other, at);
    }

    /** Adds a step's footprint to another. */
    void addFootprint(int index, long[] to, int at) {
        for (int i = 0; i < Footprint.LENGTH; i++) {
            to[at + i] |= footprints[index * Footprint.LENGTH + i];
        }
    }

    /**
     * The tasks that can begin the sequence of the steps after {@code earlier} that do not come after it, up to {@code
     * later} (source sets: the weak initials of Abdulla et al.).
     */
    int initials(int earlier, int later) {
        int result = 0;
        int seen = 0;
        for (int index = earlier + 1; index <= later; index++) {
            int bit = 1 << tasks[index];
            boolean belongs = index == later || !isAfter(index, earlier);
            if (belongs && (seen & bit) == 0) {
                if (!comesAfterAny(index, seen)) {
                    result |= bit;
                }
                firsts[tasks[index]] = index;
                seen |= bit;
            }
        }
        return result;
    }

    private boolean comesAfterAny(int index, int ofTasks) {
        for (int left = ofTasks; left != 0; left &= left - 1) {
            int task = Integer.numberOfTrailingZeros(left);
            if (clock(index, column(task)) > firsts[task]) {
                return true;
            }
        }
        return false;
    }

    private void grow() {
        int length = 2 * size;
        tasks = Arrays.copyOf(tasks, length);
        touched = Arrays.copyOf(touched, length);
        changed = Arrays.copyOf(changed, length);
        enabled = Arrays.copyOf(enabled, length + 1);
        clocks = Arrays.copyOf(clocks, length * width);
        enablers = Arrays.copyOf(enablers, (length + 1) * width);
    }
}
