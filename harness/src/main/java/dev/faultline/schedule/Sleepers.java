package dev.faultline.schedule;

import dev.faultline.hardware.Footprint;
import java.util.Arrays;

/**
 * Sleep sets (Godefroid, "Using partial orders to improve automatic verification methods", CAV 1990): at each point of a
 * run, the tasks whose next step was taken at an earlier point and has been overtaken since by nothing that it
 * conflicts with. To run them now would only repeat a trace.
 */
final class Sleepers {
    private final Events events;
    private int columns = 1;
    private int points;
    private int[] asleep = {};
    private int[] origins = {};
    private long[] footprints = {};

    Sleepers(Events events) {
        this.events = events;
    }

    void reset(int tasks) {
        columns = tasks + 1;
        points = 0;
        ensure(0);
    }

    private void ensure(int point) {
        if (point >= points) {
            points = Math.max(64, 2 * point);
            asleep = Arrays.copyOf(asleep, points);
            origins = Arrays.copyOf(origins, points * columns);
            footprints = Arrays.copyOf(footprints, points * columns * Footprint.LENGTH);
        }
    }

    /** Who sleeps at a point. */
    int at(int point) {
        return asleep[point];
    }

    /** A task is to be tried at a point; nothing is known of its step yet. */
    void forget(int point, int task) {
        int from = footprint(point, task);
        Arrays.fill(footprints, from, from + Footprint.LENGTH, 0);
    }

    /** The step taken at a point; it may do one thing or another, and all of it counts. */
    void took(int point, int task) {
        events.addFootprint(point, footprints, footprint(point, task));
    }

    /** After a step: who slept before it, or was tried in its place, sleeps on if the step left its own alone. */
    void arrive(int point, int triedBefore) {
        ensure(point);
        asleep[point] = 0;
        if (point == 0) {
            return;
        }
        int last = point - 1;
        int candidates = (asleep[last] | triedBefore) & events.enabled(point) & ~(1 << events.task(last));
        for (int left = candidates; left != 0; left &= left - 1) {
            int task = Integer.numberOfTrailingZeros(left);
            int origin = (triedBefore & 1 << task) != 0 ? last : origins[last * columns + events.column(task)];
            if (!events.conflict(last, footprints, footprint(origin, task))) {
                asleep[point] |= 1 << task;
                origins[point * columns + events.column(task)] = origin;
            }
        }
    }

    private int footprint(int point, int task) {
        return (point * columns + events.column(task)) * Footprint.LENGTH;
    }
}
