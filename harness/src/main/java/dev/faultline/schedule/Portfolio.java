package dev.faultline.schedule;

import java.util.List;

/**
 * Several policies, one execution each, in turn: each has a bad case by orders of magnitude, and seldom the same one.
 */
public final class Portfolio implements Scheduler {
    private final Scheduler[] policies;
    private int turn = -1;
    private Scheduler policy;

    /** @param policies at least one */
    public Portfolio(List<? extends Scheduler> policies) {
        this.policies = policies.toArray(new Scheduler[0]);
        policy = this.policies[0];
    }

    /**
     * A random walk and PCT of every depth from 2 on; the walk, which is good at what PCT is bad at, more than once.
     */
    public static Portfolio standard(long seed) {
        Portfolio portfolio = new Portfolio(List.of(
                new RandomWalk(seed),
                new Pct(2, seed),
                new Pct(3, seed),
                new RandomWalk(seed),
                new Pct(4, seed),
                new Pct(5, seed)));
        portfolio.seed(seed);
        return portfolio;
    }

    /** Also chooses, by the seed, with which policy to begin. */
    @Override
    public void seed(long seed) {
        Chance chance = new Chance(seed);
        turn = chance.below(policies.length) - 1;
        for (int i = 0; i < policies.length; i++) {
            policies[i].seed(seed + i);
        }
    }

    @Override
    public void begin(int tasks) {
        turn = turn + 1 == policies.length ? 0 : turn + 1;
        policy = policies[turn];
        policy.begin(tasks);
    }

    @Override
    public int next(int enabled, int current, int[] pendingSteps) {
        return policy.next(enabled, current, pendingSteps);
    }

    @Override
    public int choose(int task, int bound) {
        return policy.choose(task, bound);
    }

    @Override
    public void end() {
        policy.end();
    }
}
