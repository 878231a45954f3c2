package dev.faultline.schedule;

import java.util.Arrays;

/**
 * Runs every schedule there is, those with fewest preemptions first (iterative context bounding: Musuvathi and Qadeer,
 * PLDI 2007). A switch away from a task that cannot go on costs nothing, so even without preemptions a run of any
 * length is covered; and most bugs need no more than two, which is why the first schedule that shows one is also the
 * one that is easiest to read.
 *
 * <p>It is a depth-first search without a stack of states: a run is taken again from its start, by the path of
 * decisions that led to it, and {@link #advance} moves the last decision that has an alternative left. A run that needs
 * fewer preemptions than the bound allows is taken again under each larger bound; their number falls behind that of the
 * new ones so fast that leaving them out would not pay for what it takes to know them.
 *
 * <pre>{@code
 * PreemptionBounded search = new PreemptionBounded(2);
 * do {
 *     execution.run(program, search, observer);
 * } while (search.advance());
 * }</pre>
 */
public final class PreemptionBounded implements Scheduler {
    private final int preemptionsMax;
    private final Path path = new Path();
    private int bound;
    private int position;
    private int preemptions;
    private boolean cut;
    private boolean exhausted;

    /** @param preemptionsMax the largest bound to be searched, at least 0 */
    public PreemptionBounded(int preemptionsMax) {
        if (preemptionsMax < 0) {
            throw new IllegalArgumentException("preemptions must be at least 0: " + preemptionsMax);
        }
        this.preemptionsMax = preemptionsMax;
    }

    @Override
    public void begin(int tasks) {
        position = 0;
        preemptions = 0;
    }

    @Override
    public int next(int enabled, int current, int[] pendingSteps) {
        if (position == path.size()) {
            boolean mayPreempt = current == -1 || preemptions < bound;
            cut |= !mayPreempt;
            path.addPick(enabled, current, mayPreempt);
        }
        int pick = path.at(position++, enabled, false);
        if (current != -1 && pick != current) {
            preemptions++;
        }
        return pick;
    }

    @Override
    public int choose(int task, int alternatives) {
        if (position == path.size()) {
            path.addChoice(alternatives);
        }
        return path.at(position++, alternatives, true);
    }

    /**
     * Moves on to the next schedule.
     *
     * @return false when there is none
     */
    public boolean advance() {
        if (exhausted) {
            return false;
        }
        if (path.advance()) {
            return true;
        }
        if (!cut || bound == preemptionsMax) {
            exhausted = true;
            return false;
        }
        bound++;
        cut = false;
        return true;
    }

    /** The number of preemptions that schedules may have now. */
    public int bound() {
        return bound;
    }

    /** Whether every schedule with as many preemptions as allowed was run. */
    public boolean isExhausted() {
        return exhausted;
    }

    /** Whether every schedule at all was run: the bound kept nothing out. */
    public boolean isComplete() {
        return exhausted && !cut;
    }

    /** The decisions that lead to a run, and which alternatives each of them leaves to be tried. */
    private static final class Path {
        private int[] taken = new int[64];
        private int[] left = new int[64];
        private int[] offered = new int[64];
        private boolean[] choices = new boolean[64];
        private int size;

        int size() {
            return size;
        }

        /** A new pick: the current task if it can go on, else the lowest; later the others, in ascending order. */
        void addPick(int enabled, int current, boolean others) {
            int first = current != -1 ? current : Integer.numberOfTrailingZeros(enabled);
            add(first, others ? enabled & ~(1 << first) : 0, enabled, false);
        }

        /** A new choice: 0, then upwards. */
        void addChoice(int alternatives) {
            add(0, alternatives - 1, alternatives, true);
        }

        private void add(int first, int others, int offer, boolean choice) {
            if (size == taken.length) {
                taken = Arrays.copyOf(taken, 2 * size);
                left = Arrays.copyOf(left, 2 * size);
                offered = Arrays.copyOf(offered, 2 * size);
                choices = Arrays.copyOf(choices, 2 * size);
            }
            taken[size] = first;
            left[size] = others;
            offered[size] = offer;
            choices[size++] = choice;
        }

        /** The decision at an index, or STOP when something else is offered there than the last time. */
        int at(int index, int offer, boolean choice) {
            return offered[index] == offer && choices[index] == choice ? taken[index] : STOP;
        }

        /** Changes the last decision that can be changed and forgets those after it; false when there is none. */
        boolean advance() {
            while (size > 0 && left[size - 1] == 0) {
                size--;
            }
            if (size == 0) {
                return false;
            }
            int last = size - 1;
            if (choices[last]) {
                taken[last]++;
                left[last]--;
            } else {
                taken[last] = Integer.numberOfTrailingZeros(left[last]);
                left[last] &= left[last] - 1;
            }
            return true;
        }
    }
}
