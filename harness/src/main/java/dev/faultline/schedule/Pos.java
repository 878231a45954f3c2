package dev.faultline.schedule;

import dev.faultline.hardware.Nondeterminism;
import dev.faultline.hardware.Step;

/**
 * Partial order sampling (Yuan, Yang and Gu, CAV 2018). Every step gets a random priority when it becomes its task's
 * next, and the highest is taken. A step that races with the one taken, which means that both work on the same object
 * and one changes it, draws its priority anew. What is sampled evenly is thus not the order of all steps but the order
 * of those that matter to each other, which a random walk buries under the order of all the rest.
 */
public final class Pos implements Scheduler {
    private static final int NONE = -1;

    private final Chance chance;
    private final int[] priorities = new int[Nondeterminism.DISK + 1];
    private final int[] steps = new int[Nondeterminism.DISK + 1];
    private int drawn;

    public Pos(long seed) {
        chance = new Chance(seed);
    }

    @Override
    public void seed(long seed) {
        chance.seed(seed);
    }

    @Override
    public void begin(int tasks) {
        drawn = 0;
    }

    @Override
    public int next(int enabled, int current, int[] pendingSteps) {
        int best = NONE;
        for (int left = enabled; left != 0; left &= left - 1) {
            int task = Integer.numberOfTrailingZeros(left);
            if ((drawn & 1 << task) == 0 || steps[task] != pendingSteps[task]) {
                priorities[task] = chance.below(Integer.MAX_VALUE);
                steps[task] = pendingSteps[task];
            }
            if (best == NONE || priorities[task] > priorities[best]) {
                best = task;
            }
        }
        drawn |= enabled;
        forget(best, enabled, pendingSteps);
        return best;
    }

    /** The step that is taken, and all that race with it, are to draw anew. */
    private void forget(int taken, int enabled, int[] pendingSteps) {
        int step = pendingSteps[taken];
        drawn &= ~(1 << taken);
        for (int left = enabled & drawn; left != 0; left &= left - 1) {
            int task = Integer.numberOfTrailingZeros(left);
            if (race(step, pendingSteps[task])) {
                drawn &= ~(1 << task);
            }
        }
    }

    private static boolean race(int one, int other) {
        return Step.object(one) == Step.object(other)
                && Step.kind(one).subject() == Step.kind(other).subject()
                && (Step.kind(one).writes() || Step.kind(other).writes());
    }

    @Override
    public int choose(int task, int bound) {
        return chance.below(bound);
    }
}
