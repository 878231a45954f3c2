package dev.faultline.execution;

import dev.faultline.schedule.HeldLocks;
import dev.faultline.schedule.Schedule;
import dev.faultline.schedule.Scheduler;

/**
 * Asks the scheduler, holds it to its word, and writes down what it said; while turns are taken (see {@link Fairness})
 * nobody is asked.
 */
final class Decisions {
    private final Fairness fairness;
    private final Schedule schedule = new Schedule();
    private Scheduler scheduler = Endings.NO_SCHEDULER;

    Decisions(Fairness fairness) {
        this.fairness = fairness;
    }

    void begin(Scheduler newScheduler, int tasks) {
        scheduler = newScheduler;
        schedule.clear();
        scheduler.begin(tasks);
    }

    void end() {
        scheduler.end();
    }

    /** A task, or the disk, takes a step. */
    void granted(int task, int step) {
        scheduler.granted(task, step);
    }

    /** A task is about to ask for a lock. */
    void asks(int task, int lock, boolean exclusive, HeldLocks locks) {
        scheduler.asks(task, lock, exclusive, locks);
    }

    /**
     * Who of several takes the next step, or {@link Scheduler#STOP}.
     *
     * @param useful those among whom the scheduler is to pick, if there are any
     */
    int pick(int enabled, int useful, int current, int[] pendingSteps) {
        if (fairness.isDue()) {
            return fairness.next(enabled);
        }
        int next;
        if ((useful & useful - 1) == 0) {
            next = Integer.numberOfTrailingZeros(useful != 0 ? useful : enabled);
        } else {
            boolean goesOn = current != Conductor.NOBODY && (useful & 1 << current) != 0;
            next = scheduler.next(useful, goesOn ? current : Conductor.NOBODY, pendingSteps);
        }
        if (next != Scheduler.STOP) {
            if ((enabled & 1 << next) == 0) {
                throw new IllegalStateException("the scheduler picked " + next + ", which cannot go on");
            }
            schedule.pick(next, current != Conductor.NOBODY && next != current);
        }
        return next;
    }

    /** Which of at least two alternatives, or {@link Scheduler#STOP}. */
    int choose(int task, int bound) {
        if (fairness.isDue()) {
            return 0;
        }
        int value = scheduler.choose(task, bound);
        if (value != Scheduler.STOP) {
            if (value < 0 || value >= bound) {
                throw new IllegalStateException("the scheduler chose " + value + " among " + bound);
            }
            schedule.choice(value, bound);
        }
        return value;
    }

    Schedule schedule() {
        return schedule;
    }
}
