package dev.faultline.explore;

import dev.faultline.enumerate.Enumeration;
import dev.faultline.law.Violation;
import dev.faultline.scenario.Scenario;
import dev.faultline.spi.CopyStrategy;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Runs every interleaving of every scenario of an enumeration, on several workers, until something breaks, all is done, or the budget is spent. Each
 * scenario is one worker's, and the failure with the lowest number wins, so that what comes out does not depend on how many there are.
 */
public final class Exhauster {
    private final Supplier<CopyStrategy> factory;
    private final IntFunction<Scenario> scenarios;
    private final Duration stuckAfter;
    private Predicate<Violation> counts = violation -> true;
    private Share runTwice = Share.DEFAULT;

    public Exhauster(Supplier<CopyStrategy> factory, Enumeration enumeration, Duration stuckAfter) {
        this(factory, enumeration::get, stuckAfter);
    }

    /** For one scenario. It is one worker's. */
    public Exhauster(Supplier<CopyStrategy> factory, Scenario scenario, Duration stuckAfter) {
        this(factory, number -> scenario, stuckAfter);
    }

    private Exhauster(Supplier<CopyStrategy> factory, IntFunction<Scenario> scenarios, Duration stuckAfter) {
        this.factory = factory;
        this.scenarios = scenarios;
        this.stuckAfter = stuckAfter;
    }

    /** From now on only failures by this law count; others are passed over as if nothing had happened. */
    public Exhauster onlyFor(String law) {
        counts = violation -> violation.law().equals(law);
        return this;
    }

    /** From now on the first execution of this share of the scenarios is run twice, to see whether the strategy does the same thing twice. */
    public Exhauster runTwice(Share share) {
        runTwice = share;
        return this;
    }

    /**
     * Explores on from where an earlier exploration came to.
     *
     * @param from how far it came; {@link Reach#start} to begin with
     * @param before what that took, and what was met; {@link Tally#NOTHING} to begin with
     * @param progress told a few times a second what it came to so far
     */
    public Exploration explore(Reach from, Tally before, Budget budget, int workers, Consumer<Exploration> progress) {
        Census census = new Census(from, before, budget);
        Interruption.listen();
        try {
            Crew.run(workers, () -> work(census), census::isUnsteady, () -> progress.accept(census.outcome()));
        } finally {
            Interruption.listenNoMore();
        }
        return census.outcome();
    }

    private void work(Census census) {
        try (Runner runner = new Runner(factory.get(), stuckAfter)) {
            Prover prover = new Prover(runner, runTwice, scenarios, census, counts);
            runner.supervise(prover, prover::stuck);
        }
    }
}
