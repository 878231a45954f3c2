package dev.faultline.shrink;

import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.Reductions;
import dev.faultline.scenario.Scenario;
import dev.faultline.scenario.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Drops a task, or lets one task do the work of two, one after the other. What went
 * on around the other's work is then done before and after it: an operation more, but a task less. What a child does its parent can do as well, right
 * behind the fork, since one of them is enough to touch the page that both have; a store does it where a load would find nothing.
 */
final class FewerTasks extends Pass {
    @Override
    void propose(Scenario scenario) {
        List<TaskSpec> tasks = scenario.tasks();
        propose(Reductions.tasks(scenario));
        for (int i = 0; i < tasks.size(); i++) {
            for (int j = i + 1; j < tasks.size(); j++) {
                if (Objects.equals(tasks.get(i).process(), tasks.get(j).process())) {
                    propose(merged(scenario, i, j, tasks.get(i), tasks.get(j)));
                    propose(merged(scenario, i, j, tasks.get(j), tasks.get(i)));
                    proposeAround(scenario, i, j, tasks.get(i), tasks.get(j));
                    proposeAround(scenario, i, j, tasks.get(j), tasks.get(i));
                }
            }
        }
        for (int child = 0; child < tasks.size(); child++) {
            for (int parent = 0; parent < tasks.size(); parent++) {
                proposeByParent(scenario, parent, child);
            }
        }
    }

    private void proposeByParent(Scenario scenario, int parent, int child) {
        String process = scenario.tasks().get(child).process();
        List<Operation> operations = scenario.tasks().get(parent).operations();
        int fork = process == null ? -1 : operations.indexOf(new Operation.Fork(process));
        if (fork < 0) {
            return;
        }
        List<Operation> work = scenario.tasks().get(child).operations();
        proposeBehind(scenario, parent, child, fork, work);
        for (int i = 0; i < work.size(); i++) {
            for (Operation sibling : OtherOperations.siblings(work.get(i))) {
                List<Operation> changed = new ArrayList<>(work);
                changed.set(i, sibling);
                proposeBehind(scenario, parent, child, fork, changed);
            }
        }
    }

    private void proposeBehind(Scenario scenario, int parent, int child, int fork, List<Operation> work) {
        List<Operation> both = new ArrayList<>(scenario.tasks().get(parent).operations());
        both.addAll(fork + 1, work);
        if (both.size() <= Scenario.OPERATIONS_MAX) {
            Draft draft = Draft.of(scenario);
            draft.tasks.set(parent, Draft.withOperations(scenario.tasks().get(parent), both));
            draft.removeTask(child).tidy().build().ifPresent(this::proposeAnonymous);
        }
    }

    /** As it is, and with anonymous memory in the place of private mappings, of which a fork makes the same. */
    private void proposeAnonymous(Scenario scenario) {
        propose(Draft.of(scenario));
        propose(Draft.of(scenario)
                .mapMappings(mapping -> mapping.kind() == MappingSpec.Kind.PRIVATE
                        ? MappingSpec.anonymous(mapping.name(), mapping.pages(), false)
                        : mapping));
    }

    private static Draft merged(Scenario scenario, int into, int away, TaskSpec first, TaskSpec second) {
        List<Operation> operations = new ArrayList<>(first.operations());
        operations.removeIf(Operation.Exit.class::isInstance);
        operations.addAll(second.operations());
        Draft draft = Draft.of(scenario);
        if (operations.size() <= Scenario.OPERATIONS_MAX) {
            draft.tasks.set(into, Draft.withOperations(scenario.tasks().get(into), operations));
            draft.removeTask(away);
        }
        return draft;
    }

    private void proposeAround(Scenario scenario, int into, int away, TaskSpec around, TaskSpec within) {
        if (around.operations().size() == 1) {
            List<Operation> both = new ArrayList<>(within.operations());
            both.addAll(around.operations());
            propose(merged(scenario, into, away, around, Draft.withOperations(within, both)));
        }
    }
}
