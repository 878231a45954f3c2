package dev.faultline.hardware;

/**
 * The machine's one port upward: whoever runs the machine decides here which task goes on, and how hardware and kernel
 * choose where they are free to. The machine calls {@link #preempt} before every step that another task could observe,
 * so between two calls a task runs alone.
 *
 * <p>Tasks are small numbers. The disk counts as a task, {@link #DISK}, that runs when the port lets it.
 */
public interface Nondeterminism {
    /** The number under which the disk stands in sets of tasks. */
    int DISK = 31;

    /** Called by {@code task} before a step; returns when the task may take it. */
    void preempt(int task, int step);

    /**
     * As {@link #preempt(int, int)}, before a step that would only begin to wait as long as {@code condition} is not
     * ready, such as asking for a lock. Whoever runs the machine may let the task wait before the step as well: nobody
     * can tell the difference.
     */
    default void preempt(int task, int step, Waitable condition) {
        preempt(task, step);
    }

    /** Picks one of {@code bound} alternatives, {@code 0 .. bound - 1}. 0 is the uneventful one. */
    int choose(int task, int bound);

    /**
     * Called by {@code task} when it cannot go on before {@code waitable} is ready for it; returns in the same step in
     * which it was found ready.
     */
    void await(int task, Waitable waitable);

    /**
     * Told that the next step of {@code task} asks for a lock, and that the task waits in it until it can have it. Locks
     * are numbers, the same in every run of a program.
     *
     * @param exclusive whether nobody else may hold it then
     */
    default void asks(int task, int lock, boolean exclusive) {}

    /** Told that {@code task} holds a lock, once more if it held it before. */
    default void takes(int task, int lock, boolean exclusive) {}

    /** Told that {@code task} has given a lock back. */
    default void drops(int task, int lock) {}
}
