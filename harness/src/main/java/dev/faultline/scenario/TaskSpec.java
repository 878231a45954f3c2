package dev.faultline.scenario;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A thread and what it does, in order.
 *
 * @param process the process it runs in; null for a kernel thread
 */
public record TaskSpec(String name, @Nullable String process, List<Operation> operations) {
    public TaskSpec {
        Check.name(name, "task");
        operations = List.copyOf(operations);
        Check.atMost(Scenario.OPERATIONS_MAX, operations.size(), "operations of task " + name);
    }

    public boolean isKernelThread() {
        return process == null;
    }

    /** {@code task T1 in A}, then a line for each operation. */
    @Override
    public String toString() {
        return "task " + name + (process == null ? " kernel" : " in " + process) + Text.indented(operations);
    }
}
