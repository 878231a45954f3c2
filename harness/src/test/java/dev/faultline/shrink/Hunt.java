package dev.faultline.shrink;

import dev.faultline.execution.Program;
import dev.faultline.explore.Failure;
import dev.faultline.explore.Runner;
import dev.faultline.generate.Profile;
import dev.faultline.generate.Scenarios;
import dev.faultline.law.Violation;
import dev.faultline.scenario.Scenario;
import dev.faultline.schedule.Portfolio;

/** Finds the first failure of a seed by a certain law. */
final class Hunt {
    private static final int EXECUTIONS_A_SCENARIO = 8;

    private Hunt() {}

    static Failure first(Runner runner, String law, long seed) {
        Scenarios scenarios = new Scenarios(seed, Profile.standard());
        Portfolio portfolio = Portfolio.standard(seed);
        for (long index = 0; index < 20_000; index++) {
            Failure found = first(runner, law, scenarios.get(index), portfolio);
            if (found != null) {
                return found;
            }
        }
        throw new AssertionError("nothing found by the law " + law);
    }

    /** A failure of the scenario, which is one that fails often. */
    static Failure of(Runner runner, String law, Scenario scenario) {
        Failure found = first(runner, law, scenario, Portfolio.standard(1));
        if (found == null) {
            throw new AssertionError("nothing found by the law " + law);
        }
        return found;
    }

    private static Failure first(Runner runner, String law, Scenario scenario, Portfolio portfolio) {
        Program program = Program.of(scenario);
        for (int i = 0; i < EXECUTIONS_A_SCENARIO; i++) {
            Violation violation = runner.run(program, portfolio);
            if (violation != null && violation.law().equals(law)) {
                return runner.failure(program, violation);
            }
        }
        return null;
    }
}
