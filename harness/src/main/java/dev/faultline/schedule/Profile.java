package dev.faultline.schedule;

import dev.faultline.hardware.Nondeterminism;
import dev.faultline.hardware.Step;
import java.util.Arrays;

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

    private int[] now = new int[RUNNERS * OBJECTS];
    private int[] last = new int[RUNNERS * OBJECTS];
    private int length;
    private int decisions;

    /** Forgets everything, for another program. */
    void reset() {
        length = 0;
        decisions = 0;
        Arrays.fill(last, 0);
    }

    /** A run begins. */
    void begin() {
        decisions = 0;
        Arrays.fill(now, 0);
    }

    /** A task was picked to take a step. */
    void decided() {
        decisions++;
    }

    /** A task took a step. */
    void took(int task, int step) {
        now[task * OBJECTS + objectOf(step)]++;
    }

    /** The run is over; from now on it is the last one. */
    void end() {
        int[] old = last;
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
        return last[task * OBJECTS + object];
    }

    /** How many steps a task took in the last run. */
    int count(int task) {
        int count = 0;
        for (int object = 0; object < OBJECTS; object++) {
            count += last[task * OBJECTS + object];
        }
        return count;
    }

    /** The objects that at least two runners worked on in the last run, one bit each. */
    long shared(int tasks) {
        long once = seen(Nondeterminism.DISK);
        long twice = 0;
        for (int task = 0; task < tasks; task++) {
            long seen = seen(task);
            twice |= once & seen;
            once |= seen;
        }
        return twice;
    }

    private long seen(int task) {
        long seen = 0;
        for (int object = 0; object < OBJECTS; object++) {
            seen |= count(task, object) != 0 ? 1L << object : 0;
        }
        return seen;
    }

    /** The place of the object that a step works on. */
    static int objectOf(int step) {
        return Step.object(step) * 8 + Step.kind(step).subject().ordinal() & OBJECTS - 1;
    }
}
