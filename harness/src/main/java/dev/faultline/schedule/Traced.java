package dev.faultline.schedule;

import dev.faultline.hardware.Footprint;

/** Lets another policy decide and, while it is told to look, computes which trace each run belongs to. */
public final class Traced implements Scheduler {
    private final Scheduler policy;
    private final TraceHash hash = new TraceHash();
    private boolean looks;
    private boolean policyWatches;

    public Traced(Scheduler policy) {
        this.policy = policy;
    }

    /** Whether to look at the runs from now on. Looking slows them down. */
    public void look(boolean whether) {
        looks = whether;
    }

    /** A number that is the same for all runs of the last run's trace, if it was looked at; see {@link TraceHash}. */
    public long trace() {
        return hash.value();
    }

    @Override
    public void seed(long seed) {
        policy.seed(seed);
    }

    @Override
    public void begin(int tasks) {
        policy.begin(tasks);
        policyWatches = policy.watches();
        if (looks) {
            hash.begin();
        }
    }

    @Override
    public boolean watches() {
        return looks || policyWatches;
    }

    @Override
    public boolean avoidsWaiting() {
        return policy.avoidsWaiting();
    }

    @Override
    public int next(int enabled, int current, int[] pendingSteps) {
        return policy.next(enabled, current, pendingSteps);
    }

    @Override
    public int choose(int task, int bound) {
        int value = policy.choose(task, bound);
        if (looks && value != STOP) {
            hash.chose(task, value);
        }
        return value;
    }

    @Override
    public void granted(int task, int step) {
        policy.granted(task, step);
    }

    @Override
    public void asks(int task, int lock, boolean exclusive, HeldLocks locks) {
        policy.asks(task, lock, exclusive, locks);
    }

    @Override
    public boolean took(int task, Footprint footprint, int enabled) {
        if (looks && task != STOP) {
            hash.took(task, footprint);
        }
        return !policyWatches || policy.took(task, footprint, enabled);
    }

    @Override
    public void stuck(int task, Footprint footprint) {
        if (policyWatches) {
            policy.stuck(task, footprint);
        }
    }

    @Override
    public void end() {
        policy.end();
    }
}
