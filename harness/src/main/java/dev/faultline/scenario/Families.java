package dev.faultline.scenario;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which processes come from one another by fork. A process and its descendants are a family: what is mapped in one of them has its place in all.
 */
final class Families {
    /** Has no parent. */
    static final int NONE = -1;

    private final int[] parents;
    private final int[] roots;

    Families(List<ProcessSpec> processes, List<TaskSpec> tasks) {
        parents = new int[processes.size()];
        Arrays.fill(parents, NONE);
        for (TaskSpec task : tasks) {
            for (Operation operation : task.operations()) {
                if (operation instanceof Operation.Fork fork) {
                    noteFork(processes, task, fork);
                }
            }
        }
        roots = new int[parents.length];
        for (int i = 0; i < parents.length; i++) {
            roots[i] = root(processes, i);
        }
    }

    private void noteFork(List<ProcessSpec> processes, TaskSpec task, Operation.Fork fork) {
        int child = indexOf(processes, fork.process());
        if (child < 0) {
            throw new ScenarioException("no process is called " + fork.process(), fork);
        }
        if (!processes.get(child).forked()) {
            throw new ScenarioException(
                    "process " + fork.process() + " is there from the start and cannot be forked", fork);
        }
        if (parents[child] != NONE) {
            throw new ScenarioException("process " + fork.process() + " is forked twice", fork);
        }
        parents[child] = task.process() == null ? NONE : indexOf(processes, task.process());
    }

    private int root(List<ProcessSpec> processes, int process) {
        int at = process;
        for (int generation = 0; generation <= processes.size(); generation++) {
            if (parents[at] == NONE) {
                if (processes.get(at).forked()) {
                    throw new ScenarioException(
                            "process " + processes.get(at).name() + " is forked, but no task in a process forks it",
                            processes.get(at));
                }
                return at;
            }
            at = parents[at];
        }
        throw new ScenarioException(
                "process " + processes.get(process).name() + " is its own ancestor", processes.get(process));
    }

    static int indexOf(List<ProcessSpec> processes, @Nullable String name) {
        for (int i = 0; i < processes.size(); i++) {
            if (processes.get(i).name().equals(name)) {
                return i;
            }
        }
        return NONE;
    }

    int parent(int process) {
        return parents[process];
    }

    /** The process from which the family comes: its number stands for the family. */
    int root(int process) {
        return roots[process];
    }
}
