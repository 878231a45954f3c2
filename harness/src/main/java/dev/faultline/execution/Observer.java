package dev.faultline.execution;

import dev.faultline.kernel.Machine;
import dev.faultline.kernel.Tracepoints;

/**
 * Watches executions, one after the other, as they happen; see {@link Tracepoints} for what the kernel adds. Called on
 * whichever thread runs the task, never by two at a time, and never while an execution is being cleared away. It must
 * take no step.
 *
 * <p>Time is the number of steps granted so far. Whatever is reported between two calls of {@link #granted} happens at
 * the time given by the first.
 */
public interface Observer extends Tracepoints {
    /** An execution begins: the machine is set up, and no step has been taken. */
    default void starts(Program program, Machine machine) {}

    /** {@code task}, possibly the disk, takes {@code step} now. */
    default void granted(int task, int step, int time) {}

    default void operationBegins(int task, int index, int time) {}

    /**
     * The operation is over but for its result; locks and references must be back. Not called when the operation failed
     * with an exception.
     */
    default void returnedToUser(int task) {}

    default void operationEnds(int task, int index, int result, int time) {}

    /** Every task has finished and the disk is idle. */
    default void atRest(int time) {}

    /** Whether enough has been seen; asked before every step and after every operation. True ends the execution. */
    default boolean violated() {
        return false;
    }
}
