package dev.faultline.shrink;

import dev.faultline.explore.Failure;
import dev.faultline.scenario.Scenario;
import dev.faultline.schedule.Schedule;

/**
 * A failing run made as small as it can be reached, with what it takes to run it again.
 *
 * @param failure the run: its scenario, its schedule, and the law that it breaks
 * @param scenarioIndex the number, in the seed's stream or in the enumeration, of the scenario that it was shrunk from
 */
public record Counterexample(Failure failure, long scenarioIndex) {
    public Scenario scenario() {
        return failure.scenario();
    }

    public Schedule schedule() {
        return failure.schedule();
    }

    /** The name of the law. */
    public String law() {
        return failure.violation().law();
    }

    public int tasks() {
        return scenario().tasks().size();
    }

    public int operations() {
        return scenario().operationCount();
    }

    public int preemptions() {
        return failure.schedule().preemptions();
    }

    public int steps() {
        return failure.steps();
    }
}
