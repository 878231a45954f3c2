package dev.faultline.execution;

/** Thrown through a task's stack to clear it away once its execution has ended. */
final class Abort extends Error {
    static final Abort INSTANCE = new Abort();

    private static final long serialVersionUID = 1;

    private Abort() {
        super("this execution has ended", null, false, false);
    }
}
