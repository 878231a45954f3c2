package dev.faultline.shrink;

import dev.faultline.scenario.Operation;
import dev.faultline.scenario.Scenario;
import dev.faultline.scenario.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Lets one task do the work of the only two that are left, in every order that keeps the order of each: perhaps it mattered which came after which, and not
 * that they were two. There are as many orders as ways to choose, so it is done for short tasks only, and when nothing else helps.
 */
final class OneTask extends Pass {
    private static final int OPERATIONS_MAX = 6;

    @Override
    void propose(Scenario scenario) {
        List<TaskSpec> tasks = scenario.tasks();
        if (tasks.size() == 2
                && Objects.equals(tasks.get(0).process(), tasks.get(1).process())
                && scenario.operationCount() <= OPERATIONS_MAX) {
            propose(scenario, List.of(), lasting(tasks.get(0)), lasting(tasks.get(1)));
        }
    }

    /** A task that goes on has no end of its own in the middle. */
    private static List<Operation> lasting(TaskSpec task) {
        List<Operation> operations = new ArrayList<>(task.operations());
        operations.removeIf(Operation.Exit.class::isInstance);
        return operations;
    }

    private void propose(Scenario scenario, List<Operation> done, List<Operation> one, List<Operation> other) {
        if (one.isEmpty() || other.isEmpty()) {
            List<Operation> all = new ArrayList<>(done);
            all.addAll(one);
            all.addAll(other);
            Draft draft = Draft.of(scenario).removeTask(1);
            draft.tasks.set(0, Draft.withOperations(draft.tasks.get(0), all));
            propose(draft);
            return;
        }
        propose(scenario, and(done, one.get(0)), one.subList(1, one.size()), other);
        propose(scenario, and(done, other.get(0)), one, other.subList(1, other.size()));
    }

    private static List<Operation> and(List<Operation> operations, Operation next) {
        List<Operation> longer = new ArrayList<>(operations);
        longer.add(next);
        return longer;
    }
}
