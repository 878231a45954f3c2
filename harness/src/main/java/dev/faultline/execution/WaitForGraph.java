package dev.faultline.execution;

import dev.faultline.hardware.Nondeterminism;
import dev.faultline.hardware.Waitable;
import dev.faultline.schedule.HeldLocks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for whom. A task waits for all the holders of what it awaits, so that every cycle is a deadlock (Holt,
 * "Some deadlock properties of computer systems", 1972); and since a task only ever adds edges that start from itself,
 * looking for a cycle through the task that begins to wait finds each one at the moment it closes. The disk waits for
 * nobody.
 */
final class WaitForGraph {
    private static final int TASKS = Nondeterminism.DISK;

    static final String WAITS = "waits for ";

    private final Subject subject;
    private final int[] operation;
    private final int[] pending;
    private final @Nullable Waitable[] awaited = new Waitable[TASKS];
    private final HeldLocks locks;
    private final int[] since = new int[TASKS];
    private final int[] path = new int[TASKS];
    private int waiting;

    /** The arrays and locks are the conductor's: by task, the operation that it is in, the step that it would take, what it holds. */
    WaitForGraph(Subject subject, int[] operation, int[] pending, HeldLocks locks) {
        this.subject = subject;
        this.locks = locks;
        this.operation = operation;
        this.pending = pending;
    }

    void clear() {
        waiting = 0;
    }

    void block(int task, Waitable waitable, int time) {
        since[task] = time;
        awaited[task] = waitable;
        waiting |= 1 << task;
    }

    void unblock(int task) {
        waiting &= ~(1 << task);
    }

    /** The tasks that wait and could not go on now. */
    int blocked() {
        int blocked = waiting;
        for (int left = waiting; left != 0; left &= left - 1) {
            int task = Integer.numberOfTrailingZeros(left);
            if (at(task).ready(task)) {
                blocked &= ~(1 << task);
            }
        }
        return blocked;
    }

    /** The length of a cycle through {@code task}, which {@link #cycle} then tells, or 0. */
    int cycleFrom(int task) {
        return search(task, task, 0, blocked(), 0);
    }

    /** The length of some cycle, or 0. */
    int anyCycle() {
        for (int left = waiting; left != 0; left &= left - 1) {
            int length = cycleFrom(Integer.numberOfTrailingZeros(left));
            if (length > 0) {
                return length;
            }
        }
        return 0;
    }

    private int search(int goal, int task, int depth, int blocked, int visited) {
        if ((blocked & 1 << task) == 0) {
            return 0;
        }
        path[depth] = task;
        int holders = at(task).holders(task);
        if ((holders & 1 << goal) != 0) {
            return depth + 1;
        }
        int seen = visited | 1 << task;
        for (int left = holders & blocked & ~seen; left != 0; left &= left - 1) {
            int length = search(goal, Integer.numberOfTrailingZeros(left), depth + 1, blocked, seen);
            if (length > 0) {
                return length;
            }
        }
        return 0;
    }

    /** The cycle found last, beginning with the task that closed it. */
    List<Wait> cycle(int length) {
        List<Wait> waits = new ArrayList<>();
        for (int task : Arrays.copyOf(path, length)) {
            waits.add(describe(task));
        }
        return waits;
    }

    /** What each of these tasks waits for. */
    List<Wait> waits(int tasks) {
        List<Wait> waits = new ArrayList<>();
        for (int left = tasks; left != 0; left &= left - 1) {
            waits.add(describe(Integer.numberOfTrailingZeros(left)));
        }
        return waits;
    }

    private Wait describe(int task) {
        boolean waits = (waiting & 1 << task) != 0;
        List<Integer> holders = new ArrayList<>();
        List<Integer> takenAt = new ArrayList<>();
        for (int left = waits ? at(task).holders(task) : 0; left != 0; left &= left - 1) {
            int holder = Integer.numberOfTrailingZeros(left);
            holders.add(holder);
            takenAt.add(takenAt(holder, at(task).lock()));
        }
        return new Wait(
                task,
                operation[task],
                waits ? at(task).describe() : "its CPU",
                subject.words(pending[task]),
                holders,
                subject.holdings(task),
                waits ? since[task] : Wait.UNKNOWN,
                takenAt);
    }

    private int takenAt(int holder, int lock) {
        if (holder == Nondeterminism.DISK || lock < 0) {
            return Wait.UNKNOWN;
        }
        return locks.holds(holder, lock) ? locks.since(holder, lock) : Wait.ASKED_BEFORE;
    }

    @SuppressWarnings("NullAway") // set by block
    private Waitable at(int task) {
        return awaited[task];
    }
}
