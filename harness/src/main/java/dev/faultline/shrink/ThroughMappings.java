package dev.faultline.shrink;

import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.Scenario;
import java.util.List;

/**
 * Puts a load or a store through a mapping of the file in the place of a read or a write: it looks at the same page and is easier to understand. Where there
 * is no such mapping the buffer becomes one.
 */
final class ThroughMappings extends Pass {
    @Override
    void propose(Scenario scenario) {
        for (int task = 0; task < scenario.tasks().size(); task++) {
            List<Operation> operations = scenario.tasks().get(task).operations();
            for (int index = 0; index < operations.size(); index++) {
                if (operations.get(index) instanceof Operation.Transfer transfer) {
                    propose(scenario, task, index, transfer);
                }
            }
        }
    }

    private void propose(Scenario scenario, int task, int index, Operation.Transfer transfer) {
        int pageSize = scenario.pageSize();
        int page = transfer.position() / pageSize;
        for (MappingSpec mapping : Draft.of(scenario).mappings()) {
            int at = page - mapping.filePage();
            if (transfer.file().equals(mapping.file()) && at >= 0 && at < mapping.pages()) {
                proposeAccess(scenario, task, index, mapping, at * pageSize);
            }
        }
        String name = transfer.buffers().get(0).mapping();
        MappingSpec shared = MappingSpec.shared(name, transfer.file(), page, 1);
        Draft.of(scenario)
                .mapMappings(mapping -> mapping.name().equals(name) ? shared.withPages(mapping.pages()) : mapping)
                .build()
                .ifPresent(aliased -> proposeAccess(aliased, task, index, shared, 0));
    }

    private void proposeAccess(Scenario scenario, int task, int index, MappingSpec mapping, int offset) {
        for (Operation access : List.of(
                new Operation.Load(mapping.name(), offset, scenario.pageSize()),
                new Operation.Store(mapping.name(), offset, scenario.pageSize()))) {
            propose(() -> Draft.of(scenario.withOperation(task, index, access)));
        }
    }
}
