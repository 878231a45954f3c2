package dev.faultline.schedule;

/**
 * Which lock was asked for by whom under which others, over all runs of a program, and the deadlocks that this makes
 * possible: a circle of tasks, each asking for a lock that the next one holds (Havelund, "Using Runtime Analysis to
 * Guide Model Checking of Java Programs", SPIN 2000: Goodlock; over many locks and without a search of lock trees as in
 * Joshi, Park, Sen and Naik, PLDI 2009: iGoodlock). No circle is formed by tasks that hold a common lock, a gate, which
 * keeps them from being there at the same time. One may also wait for a lock that nobody holds, behind somebody who
 * asked for it exclusive before: so does a shared lock taken twice deadlock with a writer in between.
 *
 * <p>A circle is a guess. The order may be kept by something that is no lock. It is worth a run that tries to close it,
 * see {@link Closing}, and never a report.
 */
final class LockOrder {
    /** Most tasks in a circle. */
    static final int CIRCLE_MAX = 4;

    private static final int REQUESTS_MAX = 64;
    private static final int HELD_MAX = 12;

    private final int[] tasks = new int[REQUESTS_MAX];
    private final int[] wanted = new int[REQUESTS_MAX];
    private final boolean[] alone = new boolean[REQUESTS_MAX];
    private final int[] heldCounts = new int[REQUESTS_MAX];
    private final int[][] held = new int[REQUESTS_MAX][HELD_MAX];
    private final boolean[][] heldAlone = new boolean[REQUESTS_MAX][HELD_MAX];
    private final long[] names = new long[REQUESTS_MAX];
    private final int[] circle = new int[CIRCLE_MAX];
    private final long[] guessed = new long[REQUESTS_MAX];
    private int guessedCount;
    private int requests;
    private int searched;

    /** Forgets everything, for another program. */
    void reset() {
        requests = 0;
        searched = 0;
        guessedCount = 0;
    }

    /** A task is about to ask for a lock. */
    void asks(int task, int lock, boolean exclusive, HeldLocks locks) {
        int count = locks.count(task);
        if (count == 0 && !exclusive || count > HELD_MAX || requests == REQUESTS_MAX) {
            return;
        }
        long name = Hash.mix((long) lock << 8 | task << 1 | (exclusive ? 1 : 0));
        for (int i = 0; i < count; i++) {
            name = Hash.mix(name + locks.lock(task, i) * 2L + (locks.isExclusive(task, i) ? 1 : 0));
        }
        for (int i = 0; i < requests; i++) {
            if (names[i] == name) {
                return;
            }
        }
        add(name, task, lock, exclusive, locks);
    }

    private void add(long name, int task, int lock, boolean exclusive, HeldLocks locks) {
        int at = requests++;
        names[at] = name;
        tasks[at] = task;
        wanted[at] = lock;
        alone[at] = exclusive;
        heldCounts[at] = locks.count(task);
        for (int i = 0; i < heldCounts[at]; i++) {
            held[at][i] = locks.lock(task, i);
            heldAlone[at][i] = locks.isExclusive(task, i);
        }
    }

    /**
     * The length of a circle that was not returned before, or 0; {@link #task}, {@link #wanted} and {@link
     * #isAsGuessed} tell it until the next call.
     */
    int nextCircle() {
        if (searched == requests) {
            return 0;
        }
        for (int first = 0; first < requests && guessedCount < REQUESTS_MAX; first++) {
            circle[0] = first;
            int length = extend(1);
            if (length > 0) {
                return length;
            }
        }
        searched = requests;
        return 0;
    }

    /** Looks for who closes a circle begun with the first {@code length} requests; the first is of the lowest task. */
    private int extend(int length) {
        int last = circle[length - 1];
        for (int next = 0; next < requests; next++) {
            if (tasks[next] > tasks[circle[0]] && waitsFor(last, next) && fits(next, length)) {
                circle[length] = next;
                if (waitsFor(next, circle[0]) && isNew(length + 1)) {
                    return length + 1;
                }
                int longer = length + 1 < CIRCLE_MAX ? extend(length + 1) : 0;
                if (longer > 0) {
                    return longer;
                }
            }
        }
        return 0;
    }

    private boolean waitsFor(int one, int other) {
        if (wanted[other] == wanted[one] && alone[other] && !alone[one]) {
            return true;
        }
        for (int i = 0; i < heldCounts[other]; i++) {
            if (held[other][i] == wanted[one] && (heldAlone[other][i] || alone[one])) {
                return true;
            }
        }
        return false;
    }

    /** Whether a request is of a task of its own, and no gate keeps it from being made with those before. */
    private boolean fits(int request, int length) {
        for (int i = 0; i < length; i++) {
            if (tasks[circle[i]] == tasks[request] || haveGate(circle[i], request)) {
                return false;
            }
        }
        return true;
    }

    private boolean haveGate(int one, int other) {
        for (int i = 0; i < heldCounts[one]; i++) {
            for (int j = 0; j < heldCounts[other]; j++) {
                if (held[one][i] == held[other][j] && (heldAlone[one][i] || heldAlone[other][j])) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isNew(int length) {
        long name = 0;
        for (int i = 0; i < length; i++) {
            name = Hash.mix(name + names[circle[i]]);
        }
        for (int i = 0; i < guessedCount; i++) {
            if (guessed[i] == name) {
                return false;
            }
        }
        guessed[guessedCount++] = name;
        return true;
    }

    /** Who makes a request of the circle. */
    int task(int index) {
        return tasks[circle[index]];
    }

    /** The lock that it asks for. */
    int wanted(int index) {
        return wanted[circle[index]];
    }

    boolean isExclusive(int index) {
        return alone[circle[index]];
    }

    /** Whether the task holds what it held, as far as the locks go. */
    boolean isAsGuessed(int index, HeldLocks locks) {
        int request = circle[index];
        for (int i = 0; i < heldCounts[request]; i++) {
            if (!locks.holds(tasks[request], held[request][i])) {
                return false;
            }
        }
        return true;
    }
}
