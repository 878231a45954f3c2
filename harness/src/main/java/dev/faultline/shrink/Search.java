package dev.faultline.shrink;

import dev.faultline.execution.Program;
import dev.faultline.explore.Failure;
import dev.faultline.explore.Runner;
import dev.faultline.law.Violation;
import dev.faultline.scenario.Scenario;
import dev.faultline.schedule.Exhaustive;
import dev.faultline.schedule.Portfolio;
import dev.faultline.schedule.PreemptionBounded;
import dev.faultline.schedule.Replay;
import dev.faultline.schedule.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Answers whether a scenario fails by a certain law, and with how few preemptions. First it tries the schedule of the failure at hand, carried
 * over; then every schedule by number of preemptions, as far as a fixed number of executions goes; then chance with a fixed seed. It counts executions and steps and looks at no
 * clock, so the answer is always the same.
 */
final class Search {
    private static final int SYSTEMATIC = 600;
    private static final int THOROUGH = 6000;
    private static final long THOROUGH_STEPS = 1_000_000;
    private static final int RANDOM = 60;
    private static final int GLANCE = 24;
    private static final int EVERY = 300;
    private static final int PREEMPTIONS_MAX = 3;
    private static final long SEED = 2002_08_10;

    private final Runner runner;
    private final String law;
    private final boolean impatient;
    private long executionsLeft;
    private long stepsLeft;

    /** @param impatient whether calls that do not return are given up early */
    Search(Runner runner, String law, boolean impatient, long executionsMax, long stepsMax) {
        this.runner = runner;
        this.law = law;
        this.impatient = impatient;
        executionsLeft = executionsMax;
        stepsLeft = stepsMax;
    }

    boolean isSpent() {
        return executionsLeft <= 0 || stepsLeft <= 0;
    }

    private Program program(Scenario scenario) {
        Program patient = Program.of(scenario);
        return impatient ? patient.impatient() : patient;
    }

    /** A failure of {@code scenario} that comes before {@code limit}, if one is found. */
    @Nullable
    Failure find(Scenario scenario, Failure known, Size limit) {
        Program program = program(scenario);
        Failure guided = run(program, new Guide(known.schedule(), known.scenario(), scenario));
        if (guided != null && sizeOf(guided).compareTo(limit) < 0) {
            return guided;
        }
        if (Size.of(scenario, PREEMPTIONS_MAX, Integer.MAX_VALUE).compareTo(limit) >= 0) {
            return systematic(program, limit, limit.preemptions(), SYSTEMATIC);
        }
        Failure found = systematic(program, limit, PREEMPTIONS_MAX, SYSTEMATIC);
        return found != null ? found : random(program, limit);
    }

    /** A failure of {@code scenario} that comes before {@code limit}, among all of its interleavings as far as a fixed number of runs goes. */
    @Nullable
    Failure every(Scenario scenario, Size limit) {
        Program program = program(scenario);
        Exhaustive all = new Exhaustive();
        int runs = 0;
        do {
            Failure found = run(program, all);
            Failure replayed = found == null ? null : run(program, new Replay(found.schedule()));
            if (replayed != null && sizeOf(replayed).compareTo(limit) < 0) {
                return replayed;
            }
        } while (++runs < EVERY && !isSpent() && all.advance());
        return null;
    }

    /** As {@link #find}, but with a few runs only and from nothing. */
    @Nullable
    Failure glance(Scenario scenario, Size limit) {
        return systematic(program(scenario), limit, Math.max(1, limit.preemptions()), GLANCE);
    }

    /** The run of {@code known} in a scenario that differs in names only; null when it does not fail alike. */
    @Nullable
    Failure same(Scenario renamed, Failure known) {
        Failure found = run(program(renamed), new Replay(known.schedule()));
        return found != null && found.steps() == known.steps() ? found : null;
    }

    /** The run of {@code known} under this search's patience; null when it does not fail by the law. */
    @Nullable
    Failure again(Failure known) {
        return run(program(known.scenario()), new Replay(known.schedule()));
    }

    /** The same scenario with fewer preemptions, or with as many and fewer steps; null when none is found. */
    @Nullable
    Failure simplify(Failure known) {
        Program program = program(known.scenario());
        Size limit = sizeOf(known);
        Failure best = null;
        PreemptionBounded all = new PreemptionBounded(known.schedule().preemptions());
        long enough = stepsLeft - THOROUGH_STEPS;
        for (int i = 0; i < THOROUGH && stepsLeft > enough && !isSpent(); i++) {
            Failure found = run(program, all);
            if (found != null && sizeOf(found).compareTo(limit) < 0) {
                best = found;
                limit = sizeOf(found);
            }
            boolean fewest = best != null && best.schedule().preemptions() < all.bound();
            if (fewest || !all.advance()) {
                break;
            }
        }
        return best != null ? best : withoutOnePreemption(program, known);
    }

    private @Nullable Failure withoutOnePreemption(Program program, Failure known) {
        Size limit = sizeOf(known);
        for (int i = 0; i < known.schedule().size() && !isSpent(); i++) {
            if (known.schedule().isPreemption(i)) {
                Failure found = run(program, new Guide(known.schedule(), known.scenario(), known.scenario(), i));
                if (found != null && sizeOf(found).compareTo(limit) < 0) {
                    return found;
                }
            }
        }
        return null;
    }

    private @Nullable Failure systematic(Program program, Size limit, int preemptionsMax, int executionsMax) {
        PreemptionBounded all = new PreemptionBounded(preemptionsMax);
        for (int i = 0; i < executionsMax && !isSpent(); i++) {
            Failure found = run(program, all);
            if (found != null && sizeOf(found).compareTo(limit) < 0) {
                return found;
            }
            if (!all.advance()) {
                return null;
            }
        }
        return null;
    }

    private @Nullable Failure random(Program program, Size limit) {
        Portfolio portfolio = Portfolio.standard(SEED);
        for (int i = 0; i < RANDOM && !isSpent(); i++) {
            Failure found = run(program, portfolio);
            if (found != null && sizeOf(found).compareTo(limit) < 0) {
                return found;
            }
        }
        return null;
    }

    private @Nullable Failure run(Program program, Scheduler scheduler) {
        executionsLeft--;
        Violation violation = runner.run(program, scheduler);
        stepsLeft -= runner.steps();
        return violation != null && violation.law().equals(law) ? runner.failure(program, violation) : null;
    }

    static Size sizeOf(Failure failure) {
        return Size.of(failure.scenario(), failure.schedule().preemptions(), failure.steps());
    }
}
