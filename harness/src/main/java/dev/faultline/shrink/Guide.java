package dev.faultline.shrink;

import dev.faultline.hardware.Nondeterminism;
import dev.faultline.scenario.Scenario;
import dev.faultline.scenario.TaskSpec;
import dev.faultline.schedule.Schedule;
import dev.faultline.schedule.Scheduler;

/**
 * Runs a smaller scenario in the manner of a schedule recorded for a larger one: tasks are matched by name, decisions for a task that has gone are taken
 * by the one that has more to do than before, if there is one, or skipped, and where the recording says nothing that can be done the running task goes on.
 */
final class Guide implements Scheduler {
    private static final int GONE = -1;

    private final Schedule schedule;
    private final int[] tasks;
    private final int left;
    private int at;

    Guide(Schedule schedule, Scenario from, Scenario to) {
        this(schedule, from, to, GONE);
    }

    /** @param left the index of a decision that is left out */
    Guide(Schedule schedule, Scenario from, Scenario to, int left) {
        this.schedule = schedule;
        this.left = left;
        tasks = new int[from.tasks().size()];
        for (int task = 0; task < tasks.length; task++) {
            int same = numberOf(from.tasks().get(task).name(), to);
            tasks[task] = same == GONE ? heir(from, to) : same;
        }
    }

    /** The first task that has more operations than before: it does the work of one that has gone. */
    private static int heir(Scenario from, Scenario to) {
        for (int i = 0; i < to.tasks().size(); i++) {
            TaskSpec task = to.tasks().get(i);
            int before = numberOf(task.name(), from);
            if (before != GONE
                    && from.tasks().get(before).operations().size()
                            < task.operations().size()) {
                return i;
            }
        }
        return GONE;
    }

    private static int numberOf(String name, Scenario scenario) {
        for (int i = 0; i < scenario.tasks().size(); i++) {
            if (scenario.tasks().get(i).name().equals(name)) {
                return i;
            }
        }
        return GONE;
    }

    @Override
    public void begin(int count) {
        at = 0;
    }

    @Override
    public int next(int enabled, int current, int[] pendingSteps) {
        while (at < schedule.size()) {
            if (!schedule.isChoice(at) && at != left) {
                int recorded = schedule.task(at);
                int task = recorded == Nondeterminism.DISK ? recorded : tasks[recorded];
                if (task >= 0 && (enabled & 1 << task) != 0) {
                    at++;
                    return task;
                }
            }
            at++;
        }
        return current >= 0 ? current : Integer.numberOfTrailingZeros(enabled);
    }

    @Override
    public int choose(int task, int bound) {
        for (int ahead = at; ahead < schedule.size(); ahead++) {
            if (schedule.isChoice(ahead)) {
                if (schedule.bound(ahead) == bound) {
                    at = ahead + 1;
                    return schedule.value(ahead);
                }
            } else if (schedule.isPreemption(ahead)) {
                return 0;
            }
        }
        return 0;
    }
}
