package dev.faultline.explore;

import dev.faultline.explore.Exploration.Finding;
import dev.faultline.generate.Profile;
import dev.faultline.generate.Scenarios;
import dev.faultline.law.Violation;
import dev.faultline.scenario.Scenario;
import dev.faultline.schedule.Portfolio;
import dev.faultline.schedule.Scheduler;
import dev.faultline.spi.CopyStrategy;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a failure: scenario after scenario of the seed's stream, each under a rotation of scheduling policies, on several workers.
 */
public final class Explorer {
    private final Supplier<CopyStrategy> factory;
    private final LongFunction<Scenario> scenarios;
    private final Plan plan;
    private final long seed;
    private final Duration stuckAfter;
    private Predicate<Violation> counts = violation -> true;
    private LongFunction<? extends Scheduler> policy = Portfolio::standard;
    private Share runTwice = Share.DEFAULT;

    public Explorer(Supplier<CopyStrategy> factory, long seed, Duration stuckAfter) {
        this(factory, new Scenarios(seed, Profile.standard())::get, Plan.MANY, seed, stuckAfter);
    }

    private Explorer(
            Supplier<CopyStrategy> factory,
            LongFunction<Scenario> scenarios,
            Plan plan,
            long seed,
            Duration stuckAfter) {
        this.factory = factory;
        this.scenarios = scenarios;
        this.plan = plan;
        this.seed = seed;
        this.stuckAfter = stuckAfter;
    }

    /** Looks for a failure of one scenario, again and again under other schedules. */
    public static Explorer ofOne(Scenario scenario, Supplier<CopyStrategy> factory, long seed, Duration stuckAfter) {
        return new Explorer(factory, index -> scenario, Plan.ONE, seed, stuckAfter);
    }

    /** From now on only failures by this law count; others are passed over as if nothing had happened. */
    public Explorer onlyFor(String law) {
        counts = violation -> violation.law().equals(law);
        return this;
    }

    /** From now on this policy decides, made from a seed, instead of the standard portfolio. */
    public Explorer under(LongFunction<? extends Scheduler> otherPolicy) {
        policy = otherPolicy;
        return this;
    }

    /** From now on this share of the executions is run twice, to see whether the strategy does the same thing twice. */
    public Explorer runTwice(Share share) {
        runTwice = share;
        return this;
    }

    /**
     * Explores until something is found or the budget is spent.
     *
     * @param progress told a few times a second how far it is
     */
    public Exploration explore(Budget budget, int workers, Consumer<Tally> progress) {
        Frontier frontier = new Frontier(budget, plan);
        Traces traces = plan == Plan.ONE ? new Traces() : null;
        Crew.run(workers, () -> work(frontier, traces), frontier::isUnsteady, () -> progress.accept(frontier.tally()));
        return frontier.outcome();
    }

    private void work(Frontier frontier, @Nullable Traces traces) {
        try (Runner runner = new Runner(factory.get(), stuckAfter)) {
            Worker worker = new Worker(
                    runner, runTwice, scenarios, seed, policy.apply(seed), frontier, new Surveyor(traces), counts);
            Finding finding = runner.supervise(worker, worker::stuck);
            if (finding != null) {
                frontier.found(finding);
            }
        }
    }
}
