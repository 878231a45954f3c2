package dev.faultline.execution;

import dev.faultline.hardware.Footprint;
import dev.faultline.hardware.Nondeterminism;
import dev.faultline.hardware.Waitable;
import dev.faultline.schedule.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Who could take the next step: the tasks that have operations left, wait for nothing and have a CPU, and the disk.
 *
 * <p>A task that is about to ask for a lock could always take that step, if only to begin to wait. Where all orders of
 * steps are to be run, each such step in vain would double them for nothing; so there the lock has to be free, and the
 * task waits before the step instead of in it. Only when nobody can do better are the steps taken that lead to waiting,
 * so that the deadlock is the same as in any other run, and its schedule leads there without a search.
 */
final class Readiness {
    private final Subject subject;
    private final WaitForGraph graph;
    private final int[] pending;
    private final @Nullable Waitable[] conditions = new Waitable[Nondeterminism.DISK];
    private int conditional;
    private int live;
    private boolean sharesCpus;
    private boolean avoidsWaiting;

    /** @param pending the conductor's: by task, the step that it would take */
    Readiness(Subject subject, WaitForGraph graph, int[] pending) {
        this.subject = subject;
        this.graph = graph;
        this.pending = pending;
    }

    void clear() {
        live = 0;
        conditional = 0;
    }

    void begin(Scheduler scheduler) {
        sharesCpus = subject.sharesCpus();
        avoidsWaiting = scheduler.avoidsWaiting();
    }

    /** Whether steps that only begin to wait are to be avoided. */
    boolean avoidsWaiting() {
        return avoidsWaiting;
    }

    void comes(int task) {
        live |= 1 << task;
    }

    void goes(int task) {
        live &= ~(1 << task);
    }

    /** The tasks that are not through. */
    int live() {
        return live;
    }

    /** The task's next step leads to nothing but waiting as long as the condition is not ready. */
    void isConditional(int task, Waitable condition) {
        conditional |= 1 << task;
        conditions[task] = condition;
    }

    void isUnconditional(int task) {
        conditional &= ~(1 << task);
    }

    int enabled() {
        int enabled = live & ~graph.blocked();
        if (sharesCpus) {
            for (int left = enabled; left != 0; left &= left - 1) {
                int task = Integer.numberOfTrailingZeros(left);
                if (!subject.mayRun(task)) {
                    enabled &= ~(1 << task);
                }
            }
        }
        if (subject.diskPending()) {
            enabled |= 1 << Nondeterminism.DISK;
            pending[Nondeterminism.DISK] = subject.diskStep();
        }
        return enabled;
    }

    /** Of those enabled the ones that would not only begin to wait. */
    int useful(int enabled) {
        int useful = enabled;
        for (int left = enabled & conditional; left != 0; left &= left - 1) {
            int task = Integer.numberOfTrailingZeros(left);
            if (!condition(task).ready(task)) {
                useful &= ~(1 << task);
            }
        }
        return useful;
    }

    /** What the task's next step waits for, as footprints know it, or {@link Footprint#NONE}. */
    int mark(int task) {
        return (conditional & 1 << task) == 0 ? Footprint.NONE : condition(task).mark();
    }

    @SuppressWarnings("NullAway") // set with the bit
    private Waitable condition(int task) {
        return conditions[task];
    }
}
