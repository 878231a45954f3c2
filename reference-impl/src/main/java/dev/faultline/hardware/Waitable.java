package dev.faultline.hardware;

/** What a task can wait for: a lock, a flag, a queue. The scheduler asks it; it wakes nobody. */
public interface Waitable {
    /** Whether {@code task}, which waits here, could go on now. */
    boolean ready(int task);

    /**
     * The tasks for all of which {@code task} waits, one bit each (bit {@link Nondeterminism#DISK} for the disk). 0
     * when nobody in particular would end the wait. A cycle through these sets is a deadlock.
     */
    int holders(int task);

    /** The number of the lock that it is, as in {@link Nondeterminism#takes}; -1 when it is none. */
    default int lock() {
        return -1;
    }

    /** What stands for it in footprints, if it is a lock (see {@link Footprint#takes}); -1 if it is not. */
    default int mark() {
        return Footprint.NONE;
    }

    /** What it is, for a report, for example {@code folio lock F:0}. */
    String describe();
}
