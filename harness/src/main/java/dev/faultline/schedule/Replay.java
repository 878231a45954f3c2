package dev.faultline.schedule;

import org.jspecify.annotations.Nullable;

/**
 * Decides as a schedule says, or not at all: at the first decision that cannot be taken as recorded it stops the
 * execution. A run that goes on as it likes after that would show something, but not what was recorded.
 */
public final class Replay implements Scheduler {
    /**
     * Where a run left its recording.
     *
     * @param decision the index of the decision, from 0
     * @param expected what was recorded
     * @param found what was there instead
     */
    public record Divergence(int decision, String expected, String found) {
        @Override
        public String toString() {
            return "decision " + (decision + 1) + ": expected " + expected + ", found " + found;
        }
    }

    private static final String END = "the end of the run";

    private final Schedule schedule;
    private int position;
    private @Nullable Divergence divergence;

    public Replay(Schedule schedule) {
        this.schedule = schedule.copy();
    }

    @Override
    public void begin(int tasks) {
        position = 0;
        divergence = null;
    }

    @Override
    public int next(int enabled, int current, int[] pendingSteps) {
        if (position == schedule.size()) {
            return diverge(END, "a pick among " + ScheduleText.names(enabled));
        }
        if (schedule.isChoice(position)) {
            return diverge(schedule.describe(position), "a pick among " + ScheduleText.names(enabled));
        }
        int task = schedule.task(position);
        if ((enabled & 1 << task) == 0) {
            return diverge(schedule.describe(position), "a pick among " + ScheduleText.names(enabled));
        }
        boolean preemption = current != -1 && task != current;
        if (preemption != schedule.isPreemption(position)) {
            String last = current == -1 ? "nobody who could go on" : ScheduleText.name(current) + " running";
            return diverge(schedule.describe(position), last + " before it");
        }
        position++;
        return task;
    }

    @Override
    public int choose(int task, int bound) {
        String found = "a choice among " + bound + " for " + ScheduleText.name(task);
        if (position == schedule.size()) {
            return diverge(END, found);
        }
        if (!schedule.isChoice(position) || schedule.bound(position) != bound) {
            return diverge(schedule.describe(position), found);
        }
        return schedule.value(position++);
    }

    private int diverge(String expected, String found) {
        divergence = new Divergence(position, expected, found);
        return STOP;
    }

    /** Where the last run diverged; null when it did not. A run that ended before the schedule did has diverged too. */
    public @Nullable Divergence divergence() {
        if (divergence == null && position < schedule.size()) {
            return new Divergence(position, schedule.describe(position), END);
        }
        return divergence;
    }
}
