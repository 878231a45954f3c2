package dev.faultline.schedule;

import dev.faultline.hardware.Footprint;
import java.util.ArrayList;
import java.util.List;

/**
 * Several policies, one execution each, in turn: each has a bad case by orders of magnitude, and seldom the same one.
 */
public final class Portfolio implements Scheduler {
    private final Scheduler[] policies;
    private final Profile profile;
    private int turn = -1;
    private Scheduler policy;

    /** @param policies at least one */
    public Portfolio(List<? extends Scheduler> policies) {
        this(policies, new Profile());
    }

    private Portfolio(List<? extends Scheduler> policies, Profile profile) {
        this.policies = policies.toArray(new Scheduler[0]);
        this.profile = profile;
        policy = this.policies[0];
    }

    /**
     * Random walk, POS and PCT in equal shares, PCT in every depth from 2 on. Over the gallery, seven seeds each, the
     * worst row took any two of them without POS more than 30 000 executions, and all three 15 000.
     */
    public static Portfolio standard(long seed) {
        Profile profile = new Profile();
        List<Scheduler> policies = new ArrayList<>();
        for (int depth = 2; depth <= Pct.DEPTH_MAX; depth++) {
            policies.addAll(List.of(new RandomWalk(seed), new Pos(seed), new Pct(depth, seed)));
        }
        Portfolio portfolio = new Portfolio(policies, profile);
        portfolio.seed(seed);
        return portfolio;
    }

    /** Also chooses, by the seed, with which policy to begin. */
    @Override
    public void seed(long seed) {
        Chance chance = new Chance(seed);
        turn = chance.below(policies.length) - 1;
        profile.reset();
        for (int i = 0; i < policies.length; i++) {
            policies[i].seed(seed + i);
        }
    }

    @Override
    public void begin(int tasks) {
        turn = turn + 1 == policies.length ? 0 : turn + 1;
        policy = policies[turn];
        profile.begin();
        policy.begin(tasks);
    }

    @Override
    public boolean watches() {
        return policy.watches();
    }

    @Override
    public boolean took(int task, Footprint footprint, int enabled) {
        return policy.took(task, footprint, enabled);
    }

    @Override
    public int next(int enabled, int current, int[] pendingSteps) {
        int pick = policy.next(enabled, current, pendingSteps);
        profile.took(pick, pendingSteps[pick]);
        return pick;
    }

    @Override
    public int choose(int task, int bound) {
        return policy.choose(task, bound);
    }

    @Override
    public void end() {
        policy.end();
        profile.end();
        for (Scheduler other : policies) {
            if (other instanceof Pct pct) {
                pct.measure(profile.length());
            }
        }
    }
}
