package dev.faultline.shrink;

import dev.faultline.scenario.PipeOperation;
import dev.faultline.scenario.PipeSpec;
import dev.faultline.scenario.Scenario;

/** Takes pages from a pipe, and with them a call on it: a ring of fewer slots needs fewer calls to go round. */
final class SmallerPipes extends Pass {
    @Override
    void propose(Scenario scenario) {
        for (PipeSpec pipe : scenario.machine().pipes()) {
            for (int pages = 1; pages < pipe.pages(); pages++) {
                proposeSmaller(scenario, pipe.name(), pages);
            }
        }
    }

    private void proposeSmaller(Scenario scenario, String name, int pages) {
        Draft smaller = Draft.of(scenario);
        smaller.machine = smaller.machine.withPipes(smaller.machine.pipes().stream()
                .map(pipe -> pipe.name().equals(name) ? new PipeSpec(name, pages) : pipe)
                .toList());
        smaller.build().ifPresent(made -> {
            proposeWithoutCall(made, name);
            propose(Draft.of(made));
        });
    }

    private void proposeWithoutCall(Scenario scenario, String name) {
        for (int task = 0; task < scenario.tasks().size(); task++) {
            var operations = scenario.tasks().get(task).operations();
            for (int index = operations.size() - 1; index >= 0; index--) {
                if (operations.get(index) instanceof PipeOperation call
                        && call.pipe().equals(name)) {
                    propose(Draft.of(scenario).removeOperation(task, index));
                }
            }
        }
    }
}
