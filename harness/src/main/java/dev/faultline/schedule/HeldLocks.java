package dev.faultline.schedule;

import dev.faultline.hardware.Nondeterminism;
import java.util.Arrays;

/** Which locks the tasks hold now, first taken first, and since when. Locks are numbers. */
public final class HeldLocks {
    private static final int LOCKS_MAX = 64;
    private static final int UNKNOWN = -1;

    private final int[][] locks = new int[Nondeterminism.DISK][LOCKS_MAX];
    private final int[][] times = new int[Nondeterminism.DISK][LOCKS_MAX];
    private final boolean[][] exclusive = new boolean[Nondeterminism.DISK][LOCKS_MAX];
    private final int[] counts = new int[Nondeterminism.DISK];

    /** Nobody holds anything any more. */
    public void clear() {
        Arrays.fill(counts, 0);
    }

    /** @param time when, for {@link #since} */
    public void take(int task, int lock, boolean alone, int time) {
        int at = counts[task];
        if (at < LOCKS_MAX) {
            locks[task][at] = lock;
            exclusive[task][at] = alone;
            times[task][at] = time;
            counts[task]++;
        }
    }

    /** Takes no notice of a lock that the task does not hold. */
    public void drop(int task, int lock) {
        for (int at = counts[task] - 1; at >= 0; at--) {
            if (locks[task][at] == lock) {
                int rest = --counts[task] - at;
                System.arraycopy(locks[task], at + 1, locks[task], at, rest);
                System.arraycopy(times[task], at + 1, times[task], at, rest);
                System.arraycopy(exclusive[task], at + 1, exclusive[task], at, rest);
                return;
            }
        }
    }

    /** How many the task holds. */
    public int count(int task) {
        return counts[task];
    }

    public int lock(int task, int index) {
        return locks[task][index];
    }

    public boolean isExclusive(int task, int index) {
        return exclusive[task][index];
    }

    public boolean holds(int task, int lock) {
        return since(task, lock) != UNKNOWN;
    }

    /** When the task took a lock that it holds; -1 when it does not. */
    public int since(int task, int lock) {
        for (int at = 0; at < counts[task]; at++) {
            if (locks[task][at] == lock) {
                return times[task][at];
            }
        }
        return UNKNOWN;
    }
}
