package dev.faultline.schedule;

import dev.faultline.hardware.Footprint;

/**
 * A policy that decides an execution: asked before every step at which more than one task could go on, and wherever the
 * machine may do one of several things. It is told nothing of what the tasks mean.
 *
 * <p>Sets of tasks are bit sets; bit {@link dev.faultline.hardware.Nondeterminism#DISK} is the disk. One instance
 * serves one thread and any number of executions, one after the other.
 */
public interface Scheduler {
    /**
     * Returned by {@link #next} and {@link #choose} to end the execution here: whatever is expected of this scheduler
     * cannot be met.
     */
    int STOP = -1;

    /**
     * Makes everything decided from now on depend on {@code seed} and on the executions themselves, and forgets what
     * was measured before. Policies without chance ignore it.
     */
    default void seed(long seed) {}

    /** A new execution of {@code tasks} tasks begins. */
    void begin(int tasks);

    /**
     * Picks who takes the next step.
     *
     * @param enabled those who could; at least two
     * @param current the task that took the last step, or -1 when it cannot go on; picking another while it could is a
     *     preemption
     * @param pendingSteps by task: the step it would take. The disk's is at its own index. Meaningful for members of
     *     {@code enabled} only, and not to be written to
     * @return a member of {@code enabled}, or {@link #STOP}
     */
    int next(int enabled, int current, int[] pendingSteps);

    /**
     * Picks one of {@code bound} alternatives, at least two, for {@code task}.
     *
     * @return {@code 0 .. bound - 1}, 0 being the uneventful one, or {@link #STOP}
     */
    int choose(int task, int bound);

    /** A task, or the disk, takes a step now, whoever decided so, or nobody because it was the only one. */
    default void granted(int task, int step) {}

    /**
     * A task is about to ask for a lock: the step that it takes next will, and may have to wait.
     *
     * @param exclusive whether nobody else may hold it then
     * @param locks who holds which locks now; not to be kept
     */
    default void asks(int task, int lock, boolean exclusive, HeldLocks locks) {}

    /** Whether {@link #took} is to be called, which costs something. Asked at the beginning of an execution. */
    default boolean watches() {
        return false;
    }

    /**
     * Whether {@link #next} is to be asked only about those whose next step does more than begin to wait, as asking for a
     * lock in vain does, as long as there are any. Schedules recorded so are valid for all. Asked at the beginning of an
     * execution; not to be so without {@link #watches}.
     */
    default boolean avoidsWaiting() {
        return false;
    }

    /**
     * A step is over: all that a task, or the disk, did between one decision and the next. Called for every step, also where nothing was to be decided,
     * and before the first.
     *
     * @param task who took it; {@link #STOP} before the first step
     * @param footprint what it read and wrote, not to be kept; everything, when the execution ended in it before its time
     * @param enabled those who could take the next step; none when the execution has ended
     * @return false to end the execution here
     */
    default boolean took(int task, Footprint footprint, int enabled) {
        return true;
    }

    /**
     * The execution has ended in a deadlock, and this task is not through. Told after the last step, to who watches.
     *
     * @param footprint what the step that it would take is sure to touch, or everything when that is not known
     */
    default void stuck(int task, Footprint footprint) {}

    /** The execution has ended. */
    default void end() {}
}
