package dev.faultline.execution;

import java.util.List;

/**
 * A task that cannot go on, as a deadlock is told: what it waits for, and what it keeps from others meanwhile.
 *
 * @param task its number
 * @param operation the index of the operation that it is in
 * @param waitsFor what it waits for, for example {@code the lock of folio F:0}
 * @param awaitedAt the step that it could not take, for example {@code asks for the lock of folio F:0}
 * @param holders the tasks that it waits for, ascending, {@link dev.faultline.hardware.Nondeterminism#DISK} for the
 *     disk; empty when nobody in particular would wake it
 * @param holds what it holds itself, empty when nothing
 * @param since the step in which it began to wait, or {@link #UNKNOWN}
 * @param takenAt for each holder the step in which it took what is waited for, or {@link #UNKNOWN}, or {@link #ASKED_BEFORE} when
 *     it does not have it yet either, but comes first
 */
public record Wait(
        int task,
        int operation,
        String waitsFor,
        String awaitedAt,
        List<Integer> holders,
        String holds,
        int since,
        List<Integer> takenAt) {
    public static final int UNKNOWN = -1;
    public static final int ASKED_BEFORE = -2;

    public Wait {
        holders = List.copyOf(holders);
        takenAt = List.copyOf(takenAt);
    }
}
