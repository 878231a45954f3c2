package dev.faultline.execution;

import dev.faultline.schedule.Scheduler;
import java.util.ArrayList;
import java.util.List;

/** Depth-first search without any cleverness: runs every interleaving there is, each once. */
final class EveryInterleaving implements Scheduler {
    /** What is taken, and what is left to be taken: a set of tasks, or the number of higher alternatives. */
    private static final class Decision {
        private int taken;
        private int left;
        private final boolean choice;

        Decision(int taken, int left, boolean choice) {
            this.taken = taken;
            this.left = left;
            this.choice = choice;
        }
    }

    private final List<Decision> path = new ArrayList<>();
    private int position;

    @Override
    public void begin(int tasks) {
        position = 0;
    }

    @Override
    public int next(int enabled, int current, int[] pendingSteps) {
        int first = Integer.lowestOneBit(enabled);
        return decide(Integer.numberOfTrailingZeros(first), enabled & ~first, false);
    }

    @Override
    public int choose(int task, int bound) {
        return decide(0, bound - 1, true);
    }

    private int decide(int first, int others, boolean choice) {
        if (position == path.size()) {
            path.add(new Decision(first, others, choice));
        }
        return path.get(position++).taken;
    }

    boolean advance() {
        while (!path.isEmpty() && path.get(path.size() - 1).left == 0) {
            path.remove(path.size() - 1);
        }
        if (path.isEmpty()) {
            return false;
        }
        Decision last = path.get(path.size() - 1);
        if (last.choice) {
            last.taken++;
            last.left--;
        } else {
            last.taken = Integer.numberOfTrailingZeros(last.left);
            last.left &= last.left - 1;
        }
        return true;
    }
}
