package dev.faultline.law;

import dev.faultline.scenario.TaskSpec;
import java.util.Arrays;
import java.util.List;

/** Which tasks of each process have begun to end: the memory goes with the last of them, and not before. */
final class Exits {
    private final List<TaskSpec> tasks;
    private final boolean[] begun;
    private final boolean[] last;

    Exits(List<TaskSpec> tasks) {
        this.tasks = tasks;
        begun = new boolean[tasks.size()];
        last = new boolean[tasks.size()];
    }

    void reset() {
        Arrays.fill(begun, false);
        Arrays.fill(last, false);
    }

    void begins(int task) {
        begun[task] = true;
        last[task] = true;
        String process = tasks.get(task).process();
        for (int other = 0; other < begun.length; other++) {
            last[task] &= begun[other]
                    || process == null
                    || !process.equals(tasks.get(other).process());
        }
    }

    /** Whether all other tasks of its process had begun to end before this one did. */
    boolean isLast(int task) {
        return last[task];
    }
}
