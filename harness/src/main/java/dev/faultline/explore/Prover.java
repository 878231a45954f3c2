package dev.faultline.explore;

import dev.faultline.execution.Program;
import dev.faultline.explore.Exploration.Finding;
import dev.faultline.explore.Reach.Work;
import dev.faultline.law.Violation;
import dev.faultline.scenario.Scenario;
import dev.faultline.schedule.Exhaustive;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One worker's loop: all interleavings of one scenario after the other, until one breaks a law or there is nothing left to take. */
final class Prover implements Callable<Boolean> {
    /** So many executions go by between two looks at the budget. */
    private static final int EXECUTIONS_A_LOOK = 64;

    private final Runner runner;
    private final Share runTwice;
    private final IntFunction<Scenario> scenarios;
    private final Census census;
    private final Predicate<Violation> counts;
    private final Exhaustive search = new Exhaustive();
    private Surveyor surveyor = new Surveyor();
    private volatile long number;
    private volatile @Nullable Program program;
    private long executions;
    private long steps;
    private long executionsTold;
    private long stepsTold;

    Prover(Runner runner, Share runTwice, IntFunction<Scenario> scenarios, Census census, Predicate<Violation> counts) {
        this.runner = runner;
        this.runTwice = runTwice;
        this.scenarios = scenarios;
        this.census = census;
        this.counts = counts;
    }

    /** Whether nothing was found. */
    @Override
    public Boolean call() {
        while (true) {
            long taken = census.take();
            if (taken < 0) {
                return true;
            }
            number = taken;
            Program made = Program.of(scenarios.apply((int) taken));
            program = made;
            Violation violation = search(made);
            if (violation != null) {
                found(new Finding(number, runner.failure(made, violation), false), executions, steps);
                return false;
            }
            if (search.isExhausted()) {
                surveyor.searched(executions, search.traces());
                census.done(number, work(), surveyor);
            } else if (!search.isSteady()) {
                census.isUnsteady(runner.differenceOfTheLast(made));
            } else {
                surveyor.searched(executions, search.traces());
                census.leftOff(surveyor);
            }
        }
    }

    private Work work() {
        return new Work(executions, steps, search.traces(), search.redundant(), search.cut(), !search.isComplete());
    }

    private void found(Finding finding, long executionsOfIt, long stepsOfIt) {
        surveyor.searched(executionsOfIt, search.traces());
        census.found(finding, executionsOfIt, stepsOfIt, surveyor.survey());
    }

    private @Nullable Violation search(Program made) {
        search.restart();
        surveyor = new Surveyor();
        surveyor.meets(made);
        executions = 0;
        steps = 0;
        executionsTold = 0;
        stepsTold = 0;
        boolean twice = runTwice.has(number);
        boolean goesOn = true;
        while (goesOn) {
            boolean tracked = twice && executions == 0;
            Violation violation = tracked ? runner.runTracked(made, search) : runner.run(made, search);
            executions++;
            steps += runner.steps();
            surveyor.ran(runner.lawsHeard(), runner.branches());
            String difference = tracked ? runner.differenceAgain(made, violation) : null;
            if (difference != null) {
                census.isUnsteady(difference);
            }
            if (violation != null && counts.test(violation)) {
                tell();
                return violation;
            }
            boolean stop = executions % EXECUTIONS_A_LOOK == 0 && !tell() || difference != null;
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

    /** The strategy did not come back from the scenario at hand. */
    boolean stuck(Violation violation) {
        Program at = program;
        if (at == null) {
            throw new IllegalStateException("stuck before the first run");
        }
        long executionsOfIt = executions + 1;
        long stepsOfIt = steps + runner.steps();
        census.count(number, executionsOfIt - executionsTold, stepsOfIt - stepsTold);
        found(new Finding(number, runner.failure(at, violation), true), executionsOfIt, stepsOfIt);
        return false;
    }
}
