package dev.faultline.execution;

import dev.faultline.hardware.Nondeterminism;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tells a task that is kept waiting from one that will never return. An unfair schedule can keep a sound task in a loop
 * for as long as it likes, for example one that tries again until another task has moved on. So when an operation has
 * taken more steps than the soft bound, everybody who can go on gets a step in turn, and every choice is the uneventful
 * one, until that operation returns (fair stateless model checking: Musuvathi and Qadeer, PLDI 2008). All the others
 * have finitely many operations, so the loop must then end; at the hard bound it has not, and never will.
 *
 * <p>What happens while turns are taken follows from the state alone: no scheduler is asked, and no schedule records
 * it.
 */
final class Fairness {
    private static final int REMEMBERED = 1 << 10;
    private static final int SHOWN_MAX = 40;

    private final int[] steps = new int[Nondeterminism.DISK];
    private final int[] @Nullable [] history = new int[Nondeterminism.DISK][];
    private int soft;
    private int hard;
    private int slow;
    private int last;

    void begin(Bounds bounds) {
        soft = bounds.soft();
        hard = bounds.hard();
        slow = 0;
        last = 0;
        Arrays.fill(steps, 0);
    }

    /** Whether turns are taken. */
    boolean isDue() {
        return slow != 0;
    }

    /** Whose turn it is. */
    int next(int enabled) {
        int above = enabled & -2 << last;
        return Integer.numberOfTrailingZeros(above != 0 ? above : enabled);
    }

    /** The disk took a step. */
    void disk() {
        last = Nondeterminism.DISK;
    }

    /** A task took a step. True when it is beyond the hard bound. */
    boolean count(int task, int step) {
        last = task;
        return ++steps[task] > soft && late(task, step);
    }

    private boolean late(int task, int step) {
        slow |= 1 << task;
        int[] remembered = history[task];
        if (remembered == null) {
            remembered = new int[REMEMBERED];
            history[task] = remembered;
        }
        remembered[steps[task] & REMEMBERED - 1] = step;
        return steps[task] > hard;
    }

    /** The task's operation is over. */
    void returned(int task) {
        steps[task] = 0;
        slow &= ~(1 << task);
    }

    Ending livelock(int task, int operation, Subject subject) {
        return new Ending.Livelocked(task, operation, steps[task], period(task, subject));
    }

    @SuppressWarnings("NullAway") // remembered since the soft bound
    private String period(int task, Subject subject) {
        int known = Math.min(REMEMBERED, steps[task] - soft);
        int[] tail = new int[known];
        for (int i = 0; i < known; i++) {
            tail[i] = history[task][steps[task] - known + 1 + i & REMEMBERED - 1];
        }
        int period = periodOf(tail);
        int shown = Math.min(period > 0 ? period : known, SHOWN_MAX);
        StringBuilder text = new StringBuilder();
        for (int i = known - shown; i < known; i++) {
            text.append(text.isEmpty() ? "" : ", ").append(subject.words(tail[i]));
        }
        return text.toString();
    }

    /** The smallest period of the sequence, or 0 when it does not repeat at least once. */
    private static int periodOf(int[] sequence) {
        for (int period = 1; period <= sequence.length / 2; period++) {
            if (Arrays.equals(sequence, period, sequence.length, sequence, 0, sequence.length - period)) {
                return period;
            }
        }
        return 0;
    }
}
