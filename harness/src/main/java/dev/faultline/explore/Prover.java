package dev.faultline.explore;

import dev.faultline.enumerate.Enumeration;
import dev.faultline.execution.Program;
import dev.faultline.explore.Exploration.Finding;
import dev.faultline.explore.Reach.Work;
import dev.faultline.law.Violation;
import dev.faultline.schedule.Exhaustive;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One worker's loop: all interleavings of one scenario after the other. It ends with what it found, or with nothing when there is nothing left to take. */
final class Prover implements Callable<@Nullable Finding> {
    /** So many executions go by between two looks at the budget. */
    private static final int EXECUTIONS_A_LOOK = 64;

    private final Runner runner;
    private final Enumeration enumeration;
    private final Census census;
    private final Predicate<Violation> counts;
    private final Exhaustive search = new Exhaustive();
    private volatile long number;
    private volatile @Nullable Program program;
    private long executions;
    private long steps;
    private long executionsTold;
    private long stepsTold;

    Prover(Runner runner, Enumeration enumeration, Census census, Predicate<Violation> counts) {
        this.runner = runner;
        this.enumeration = enumeration;
        this.census = census;
        this.counts = counts;
    }

    @Override
    public @Nullable Finding call() {
        while (true) {
            long taken = census.take();
            if (taken < 0) {
                return null;
            }
            number = taken;
            Program made = Program.of(enumeration.get((int) taken));
            program = made;
            Violation violation = search(made);
            if (violation != null) {
                return new Finding(number, runner.failure(made, violation), false);
            }
            if (!search.isSteady()) {
                census.isUnsteady(Unsteady.SENTENCE);
                return null;
            }
            if (search.isExhausted()) {
                census.done(
                        number,
                        new Work(
                                executions,
                                steps,
                                search.traces(),
                                search.redundant(),
                                search.cut(),
                                !search.isComplete()));
            }
        }
    }

    private @Nullable Violation search(Program made) {
        search.restart();
        executions = 0;
        steps = 0;
        executionsTold = 0;
        stepsTold = 0;
        boolean goesOn = true;
        while (goesOn) {
            Violation violation = runner.run(made, search);
            executions++;
            steps += runner.steps();
            if (violation != null && counts.test(violation)) {
                tell();
                return violation;
            }
            boolean stop = executions % EXECUTIONS_A_LOOK == 0 && !tell();
            goesOn = !stop && search.advance();
        }
        tell();
        return null;
    }

    private boolean tell() {
        boolean goesOn = census.count(number, executions - executionsTold, steps - stepsTold);
        executionsTold = executions;
        stepsTold = steps;
        return goesOn;
    }

    /** The finding when the strategy did not come back from the scenario at hand. */
    Finding stuck(Violation violation) {
        Program at = program;
        if (at == null) {
            throw new IllegalStateException("stuck before the first run");
        }
        return new Finding(number, runner.failure(at, violation), true);
    }
}
