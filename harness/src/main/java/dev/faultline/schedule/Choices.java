package dev.faultline.schedule;

import java.util.Arrays;

/** The alternatives that steps of a run took where the machine could do one of several things, in order, and those left to be taken. */
final class Choices {
    private int[] steps = new int[16];
    private int[] values = new int[16];
    private int[] bounds = new int[16];
    private int size;
    private int cursor;

    void reset() {
        size = 0;
    }

    /** A run begins, to take the same alternatives as far as they go. */
    void begin() {
        cursor = 0;
    }

    /** What the step at an index takes; STOP when something else is offered than the last time. */
    int next(int step, int bound) {
        if (cursor == size) {
            if (size == steps.length) {
                steps = Arrays.copyOf(steps, 2 * size);
                values = Arrays.copyOf(values, 2 * size);
                bounds = Arrays.copyOf(bounds, 2 * size);
            }
            steps[size] = step;
            values[size] = 0;
            bounds[size++] = bound;
        }
        int at = cursor++;
        return steps[at] == step && bounds[at] == bound ? values[at] : Scheduler.STOP;
    }

    /** Moves the last choice of the step at an index that has an alternative left; false, with all of them forgotten, when none has. */
    boolean advance(int step) {
        while (size > 0 && steps[size - 1] >= step) {
            if (steps[size - 1] == step && values[size - 1] + 1 < bounds[size - 1]) {
                values[size - 1]++;
                return true;
            }
            size--;
        }
        return false;
    }
}
