package dev.faultline.schedule;

import dev.faultline.hardware.Nondeterminism;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What was decided in an execution, in order: who took the next step, wherever more than one could, and which way
 * chance fell. With the strategy and the scenario it determines the run.
 *
 * <p>As text a schedule has one line for each run of equal decisions, so that two of them can be compared line by line.
 * There are as many exclamation marks as preemptions.
 *
 * <pre>
 * task 0 x5        task 0 took the step, five times in a row
 * task 1! x2       task 1 did, twice, the first time though the task before it could have gone on
 * disk x1          the disk did
 * choose 1/3 x1    the second of three alternatives
 * </pre>
 */
public final class Schedule {
    private static final int CHOICE = 1 << 30;
    private static final int PREEMPTION = 1 << 8;
    private static final int TASK_MASK = 0xff;
    private static final int VALUE_BITS = 15;
    private static final int VALUE_MASK = (1 << VALUE_BITS) - 1;

    private int[] decisions = new int[64];
    private int size;
    private int preemptions;

    /** Forgets everything. */
    public void clear() {
        size = 0;
        preemptions = 0;
    }

    /** Appends that {@code task} took the step. */
    public void pick(int task, boolean preemption) {
        append(preemption ? task | PREEMPTION : task);
        if (preemption) {
            preemptions++;
        }
    }

    /** Appends that {@code value} was chosen among {@code bound} alternatives. */
    public void choice(int value, int bound) {
        append(CHOICE | bound << VALUE_BITS | value);
    }

    private void append(int decision) {
        if (size == decisions.length) {
            decisions = Arrays.copyOf(decisions, size * 2);
        }
        decisions[size++] = decision;
    }

    public int size() {
        return size;
    }

    /** How often a task was switched away from that could have gone on. */
    public int preemptions() {
        return preemptions;
    }

    public boolean isChoice(int index) {
        return (decisions[index] & CHOICE) != 0;
    }

    /** Who took the step, {@link Nondeterminism#DISK} for the disk. Not for a choice. */
    public int task(int index) {
        return decisions[index] & TASK_MASK;
    }

    public boolean isPreemption(int index) {
        return !isChoice(index) && (decisions[index] & PREEMPTION) != 0;
    }

    /** What was chosen. For a choice only. */
    public int value(int index) {
        return decisions[index] & VALUE_MASK;
    }

    /** Among how many. For a choice only. */
    public int bound(int index) {
        return decisions[index] >>> VALUE_BITS & VALUE_MASK;
    }

    public Schedule copy() {
        Schedule copy = new Schedule();
        copy.decisions = Arrays.copyOf(decisions, Math.max(size, 1));
        copy.size = size;
        copy.preemptions = preemptions;
        return copy;
    }

    /** Reads the schedule of a run whose tasks nobody has counted. */
    public static Schedule parse(String text) {
        return parse(text, Nondeterminism.DISK);
    }

    /**
     * Reads what {@link #toString} writes; blank lines are skipped.
     *
     * @param tasks how many tasks there are to pick from, the disk not counted
     * @throws IllegalArgumentException when a line is not as it should be, naming it
     */
    public static Schedule parse(String text, int tasks) {
        return ScheduleText.parse(text, tasks);
    }

    /** What one decision is in the text, without the count, for example {@code task 1!} or {@code choose 1/3}. */
    public String describe(int index) {
        return ScheduleText.describe(this, index);
    }

    /** The text, each line ended by a newline; empty for a run in which nothing had to be decided. */
    @Override
    public String toString() {
        return ScheduleText.print(this);
    }

    /** Whether a later decision belongs on the line of the text that an earlier one begins. */
    boolean goesOn(int begun, int later) {
        return (decisions[begun] & (isChoice(begun) ? -1 : ~PREEMPTION)) == decisions[later];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Schedule that && Arrays.equals(decisions, 0, size, that.decisions, 0, that.size);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < size; i++) {
            hash = 31 * hash + decisions[i];
        }
        return hash;
    }
}
