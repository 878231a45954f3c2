package dev.faultline.explore;

import dev.faultline.execution.Program;
import dev.faultline.explore.Exploration.Finding;
import dev.faultline.law.Violation;
import dev.faultline.scenario.Scenario;
import dev.faultline.schedule.Scheduler;
import dev.faultline.schedule.Traced;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One worker's loop. It ends with what it found, or with nothing when there is nothing left to take. */
final class Worker implements Callable<@Nullable Finding> {
    private final Runner runner;
    private final Share runTwice;
    private final LongFunction<Scenario> scenarios;
    private final long seed;
    private final Frontier frontier;
    private final Predicate<Violation> counts;
    private final Traced policy;
    private final Surveyor surveyor;
    private volatile long index;
    private volatile int execution;
    private volatile long steps;
    private volatile @Nullable Program program;

    Worker(
            Runner runner,
            Share runTwice,
            LongFunction<Scenario> scenarios,
            long seed,
            Scheduler policy,
            Frontier frontier,
            Surveyor surveyor,
            Predicate<Violation> counts) {
        this.runner = runner;
        this.runTwice = runTwice;
        this.scenarios = scenarios;
        this.seed = seed;
        this.policy = new Traced(policy);
        this.frontier = frontier;
        this.surveyor = surveyor;
        this.counts = counts;
    }

    @Override
    public @Nullable Finding call() {
        try {
            return search();
        } finally {
            frontier.surveyed(surveyor.survey());
        }
    }

    private @Nullable Finding search() {
        while (true) {
            long taken = frontier.take();
            if (taken < 0) {
                return null;
            }
            index = taken;
            Scenario scenario = scenarios.apply(taken);
            Program made = Program.of(scenario);
            program = made;
            Finding finding = run(made, frontier.executionsOf(taken));
            if (finding != null) {
                return finding;
            }
        }
    }

    private @Nullable Finding run(Program made, int executions) {
        policy.seed(mixed(seed, index));
        boolean looks = Surveyor.looksAt(index);
        policy.look(looks);
        if (looks) {
            surveyor.meets(made);
        }
        steps = 0;
        for (int i = 1; i <= executions; i++) {
            execution = i;
            boolean twice = runTwice.has(frontier.before(index) + i - 1);
            Violation violation = twice ? runner.runTracked(made, policy) : runner.run(made, policy);
            steps += runner.steps();
            surveyor.ran(runner.lawsHeard(), runner.branches());
            if (looks) {
                surveyor.traced(policy.trace());
            }
            String difference = twice ? runner.differenceAgain(made, violation) : null;
            if (difference != null) {
                frontier.isUnsteady(difference);
                return null;
            }
            if (violation != null && counts.test(violation)) {
                frontier.count(i, steps);
                return new Finding(index, runner.failure(made, violation), false);
            }
        }
        frontier.count(executions, steps);
        return null;
    }

    /** The finding when the strategy did not come back from the scenario at hand. */
    Finding stuck(Violation violation) {
        Program at = program;
        if (at == null) {
            throw new IllegalStateException("stuck before the first run");
        }
        frontier.count(execution, steps + runner.steps());
        return new Finding(index, runner.failure(at, violation), true);
    }

    /** A seed for each scenario, by the finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
    private static long mixed(long seed, long index) {
        long z = seed + (index + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
