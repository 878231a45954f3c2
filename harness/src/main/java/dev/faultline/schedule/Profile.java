package dev.faultline.schedule;

import dev.faultline.hardware.Nondeterminism;
import dev.faultline.hardware.Step;

/**
 * What the last runs of a program looked like, for policies that must know beforehand how much there is to come: how
 * many decisions a run takes, and how often each task works on each object. Objects share a place where there are more
 * of them than places.
 */
final class Profile {
    /** Places for objects. */
    static final int OBJECTS = 64;

    private static final int RUNNERS = Nondeterminism.DISK + 1;
    private static final int FORGETTING = 8;

    private Counts now = new Counts();
    private Counts last = new Counts();
    private int length;
    private int decisions;

    /** How often each runner worked on each object in one run; only what was counted is ever cleared. */
    private static final class Counts {
        private final int[] counts = new int[RUNNERS * OBJECTS];
        private final int[] sums = new int[RUNNERS];
        private final long[] objects = new long[RUNNERS];
        private int runners;

        private void add(int runner, int object) {
            counts[runner * OBJECTS + object]++;
            sums[runner]++;
            objects[runner] |= 1L << object;
            runners |= 1 << runner;
        }

        private void clear() {
            for (int left = runners; left != 0; left &= left - 1) {
                int runner = Integer.numberOfTrailingZeros(left);
                for (long seen = objects[runner]; seen != 0; seen &= seen - 1) {
                    counts[runner * OBJECTS + Long.numberOfTrailingZeros(seen)] = 0;
                }
                sums[runner] = 0;
                objects[runner] = 0;
            }
            runners = 0;
        }
    }

    /** Forgets everything, for another program. */
    void reset() {
        length = 0;
        decisions = 0;
        last.clear();
    }

    /** A run begins. */
    void begin() {
        decisions = 0;
        now.clear();
    }

    /** A task was picked to take a step. */
    void decided() {
        decisions++;
    }

    /** A task took a step. */
    void took(int task, int step) {
        now.add(task, objectOf(step));
    }

    /** The run is over; from now on it is the last one. */
    void end() {
        Counts old = last;
        last = now;
        now = old;
        length = Math.max(decisions, length - length / FORGETTING);
    }

    /** About how many decisions a run takes: as many as the longest of the last ones; 0 when there was none. */
    int length() {
        return length;
    }

    /** How often a task worked on an object, in the last run. */
    int count(int task, int object) {
        return last.counts[task * OBJECTS + object];
    }

    /** How many steps a task took in the last run. */
    int count(int task) {
        return last.sums[task];
    }

    /** The objects that at least two of the first tasks, or one of them and the disk, worked on in the last run, one bit each. */
    long shared(int tasks) {
        long once = last.objects[Nondeterminism.DISK];
        long twice = 0;
        for (int task = 0; task < tasks; task++) {
            twice |= once & last.objects[task];
            once |= last.objects[task];
        }
        return twice;
    }

    /** The place of the object that a step works on. */
    static int objectOf(int step) {
        return Step.object(step) * 8 + Step.kind(step).subject().ordinal() & OBJECTS - 1;
    }
}
