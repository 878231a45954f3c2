package dev.faultline.schedule;

import dev.faultline.hardware.Footprint;
import java.util.ArrayList;
import java.util.List;

/**
 * Several policies, one execution each, in turn: each has a bad case by orders of magnitude, and seldom the same one.
 * What they learn of a program, all learn: how many steps its tasks have, see {@link Profile}, and in which order they
 * take locks, see {@link LockOrder}.
 */
public final class Portfolio implements Scheduler {
    private static final int TRIES_A_CIRCLE = 2;

    private final Scheduler[] policies;
    private final Profile profile;
    private final LockOrder order = new LockOrder();
    private final Closing closing = new Closing(0, order);
    private boolean predicts;
    private int triesLeft;
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
     * POS every other time, in between SURW, the walk and PCT, in every depth from 2 on; and circles of locks before all
     * else. Over the gallery the mixes that were tried differ little in the sum, and each by itself has a worse worst
     * row. The tables in {@code docs/schedulers.md} have the figures.
     */
    public static Portfolio standard(long seed) {
        Profile profile = new Profile();
        List<Scheduler> policies = new ArrayList<>();
        for (int depth = 2; depth <= Pct.DEPTH_MAX; depth++) {
            for (Scheduler other : List.of(new Surw(seed, profile), new RandomWalk(seed), new Pct(depth, seed))) {
                policies.add(new Pos(seed));
                policies.add(other);
            }
        }
        Portfolio portfolio = new Portfolio(policies, profile).predicting();
        portfolio.seed(seed);
        return portfolio;
    }

    /** From now on a circle of locks that the runs so far make possible is tried to be closed before all else. */
    public Portfolio predicting() {
        predicts = true;
        return this;
    }

    /** The same without that. */
    public Portfolio notPredicting() {
        predicts = false;
        return this;
    }

    /** Also chooses, by the seed, with which policy to begin. */
    @Override
    public void seed(long seed) {
        Chance chance = new Chance(seed);
        turn = chance.below(policies.length) - 1;
        profile.reset();
        order.reset();
        closing.seed(seed);
        triesLeft = 0;
        for (int i = 0; i < policies.length; i++) {
            policies[i].seed(seed + i);
        }
    }

    @Override
    public void begin(int tasks) {
        if (predicts && isCircleToClose()) {
            policy = closing;
        } else {
            turn = turn + 1 == policies.length ? 0 : turn + 1;
            policy = policies[turn];
        }
        profile.begin();
        policy.begin(tasks);
    }

    private boolean isCircleToClose() {
        if (triesLeft == 0) {
            int length = order.nextCircle();
            if (length > 0) {
                closing.aim(length);
                triesLeft = TRIES_A_CIRCLE;
            }
        }
        return triesLeft > 0 && triesLeft-- > 0;
    }

    @Override
    public void asks(int task, int lock, boolean exclusive, HeldLocks locks) {
        if (predicts) {
            order.asks(task, lock, exclusive, locks);
            policy.asks(task, lock, exclusive, locks);
        }
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
        profile.decided();
        return pick;
    }

    @Override
    public void granted(int task, int step) {
        profile.took(task, step);
        policy.granted(task, step);
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
