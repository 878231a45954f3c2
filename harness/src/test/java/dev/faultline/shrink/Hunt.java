package dev.faultline.shrink;

import dev.faultline.execution.Program;
import dev.faultline.explore.Failure;
import dev.faultline.explore.Runner;
import dev.faultline.generate.Profile;
import dev.faultline.generate.Scenarios;
import dev.faultline.law.Violation;
import dev.faultline.schedule.Portfolio;

/** Finds the first failure of a seed by a certain law. */
final class Hunt {
    private static final int EXECUTIONS_A_SCENARIO = 8;

    private Hunt() {}

    static Failure first(Runner runner, String law, long seed) {
        Scenarios scenarios = new Scenarios(seed, Profile.standard());
        Portfolio portfolio = Portfolio.standard(seed);
        for (long index = 0; index < 20_000; index++) {
            Program program = Program.of(scenarios.get(index));
            for (int i = 0; i < EXECUTIONS_A_SCENARIO; i++) {
                Violation violation = runner.run(program, portfolio);
                if (violation != null && violation.law().equals(law)) {
                    return runner.failure(program, violation);
                }
            }
        }
        throw new AssertionError("nothing found by the law " + law);
    }
}
