package dev.faultline.schedule;

import dev.faultline.hardware.Nondeterminism;

/**
 * Probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi and Nagarakatte, ASPLOS 2010). Tasks and the disk
 * get random priorities, and the highest that could go on always does, except that at d - 1 random moments the running
 * one falls below all others. A bug of depth d, one that needs d orderings between steps, is hit with probability of at
 * least 1 / (n · k^(d-1)) in a run of n tasks and k decisions, however unlikely an even walk would make it.
 *
 * <p>k must be known beforehand. It is measured: the longest of the last runs since {@link #seed}; before there is one,
 * it is drawn from the powers of two, so that no length is out of reach.
 */
public final class Pct implements Scheduler {
    /** The largest depth. */
    public static final int DEPTH_MAX = 5;

    private static final int LENGTH_BITS_MIN = 4;
    private static final int LENGTH_BITS_MAX = 8;
    private static final int FORGETTING = 8;

    private final Chance chance;
    private final int depth;
    private final int[] priorities = new int[Nondeterminism.DISK + 1];
    private final int[] moments = new int[DEPTH_MAX];
    private int measured;
    private int decisions;
    private int changes;

    /** @param depth how many orderings the bugs looked for may need, 1 to {@link #DEPTH_MAX} */
    public Pct(int depth, long seed) {
        if (depth < 1 || depth > DEPTH_MAX) {
            throw new IllegalArgumentException("depth must be 1 to " + DEPTH_MAX + ": " + depth);
        }
        this.depth = depth;
        chance = new Chance(seed);
    }

    @Override
    public void seed(long seed) {
        chance.seed(seed);
        measured = 0;
    }

    @Override
    public void begin(int tasks) {
        decisions = 0;
        changes = 0;
        shufflePriorities(tasks);
        int length =
                measured > 0 ? measured : 1 << LENGTH_BITS_MIN + chance.below(LENGTH_BITS_MAX - LENGTH_BITS_MIN + 1);
        for (int i = 0; i < depth - 1; i++) {
            moments[i] = chance.below(length);
        }
    }

    /** Gives every task and the disk a place of its own above 0; below is room for those that fall. */
    private void shufflePriorities(int tasks) {
        for (int i = 0; i <= tasks; i++) {
            int other = chance.below(i + 1);
            priorities[runner(i, tasks)] = priorities[runner(other, tasks)];
            priorities[runner(other, tasks)] = i;
        }
    }

    private static int runner(int place, int tasks) {
        return place == tasks ? Nondeterminism.DISK : place;
    }

    @Override
    public int next(int enabled, int current, int[] pendingSteps) {
        for (int i = 0; i < depth - 1; i++) {
            if (moments[i] == decisions) {
                priorities[highest(enabled)] = --changes;
            }
        }
        decisions++;
        return highest(enabled);
    }

    private int highest(int enabled) {
        int best = Integer.numberOfTrailingZeros(enabled);
        for (int left = enabled & enabled - 1; left != 0; left &= left - 1) {
            int task = Integer.numberOfTrailingZeros(left);
            if (priorities[task] > priorities[best]) {
                best = task;
            }
        }
        return best;
    }

    @Override
    public int choose(int task, int bound) {
        return chance.below(bound);
    }

    @Override
    public void end() {
        measure(decisions);
    }

    /** Takes note of how many decisions a run took, whoever made them. */
    void measure(int length) {
        measured = Math.max(length, measured - measured / FORGETTING);
    }
}
