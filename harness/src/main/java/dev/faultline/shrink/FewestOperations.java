package dev.faultline.shrink;

import dev.faultline.scenario.Operation;
import dev.faultline.scenario.Scenario;
import dev.faultline.scenario.TaskSpec;
import java.util.ArrayList;
import java.util.List;

/** Keeps a single operation, or one each of two tasks: what never began, or had returned, rarely holds up the one that does not come back. */
final class FewestOperations extends Pass {
    private record Position(int task, int index) {}

    @Override
    void propose(Scenario scenario) {
        List<Position> positions = new ArrayList<>();
        for (int task = 0; task < scenario.tasks().size(); task++) {
            for (int index = 0; index < scenario.tasks().get(task).operations().size(); index++) {
                positions.add(new Position(task, index));
            }
        }
        positions.forEach(only -> propose(keeping(scenario, List.of(only))));
        for (Position one : positions) {
            for (Position other : positions) {
                if (one.task() < other.task()) {
                    propose(keeping(scenario, List.of(one, other)));
                }
            }
        }
    }

    private static Draft keeping(Scenario scenario, List<Position> kept) {
        Draft draft = Draft.of(scenario);
        for (int i = 0; i < draft.tasks.size(); i++) {
            TaskSpec task = draft.tasks.get(i);
            List<Operation> operations = new ArrayList<>();
            for (Position position : kept) {
                if (position.task() == i) {
                    operations.add(task.operations().get(position.index()));
                }
            }
            draft.tasks.set(i, Draft.withOperations(task, operations));
        }
        return draft;
    }
}
