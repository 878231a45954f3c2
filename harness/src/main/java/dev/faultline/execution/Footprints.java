package dev.faultline.execution;

import dev.faultline.hardware.Footprint;
import dev.faultline.schedule.Scheduler;

/** Hands the scheduler the footprint of each step, if it wants it; a step reaches from one decision to the next. */
final class Footprints {
    private final Subject subject;
    private Footprint footprint = new Footprint();
    private Scheduler scheduler = Endings.NO_SCHEDULER;
    private boolean watches;
    private boolean watched;
    private boolean told;
    private int last;

    Footprints(Subject subject) {
        this.subject = subject;
    }

    void begin(Scheduler newScheduler) {
        scheduler = newScheduler;
        watches = newScheduler.watches();
        watched = watches;
        told = false;
        last = Scheduler.STOP;
        if (watched) {
            footprint = subject.footprint();
            footprint.clear();
        }
    }

    /** Whether the scheduler wants to know of steps. Not of those after which nobody could take one of any use. */
    boolean areWatched() {
        return watched;
    }

    /** A task, or the disk, begins a step. */
    void begins(int task) {
        if (watched) {
            told = false;
            last = task;
            footprint.clear();
            subject.granted(task);
        }
    }

    /** The step is one that its task had to wait for. */
    void waited() {
        if (watched) {
            footprint.waits();
        }
    }

    /** The step is one that is not possible while others hold a lock. */
    void waitedFor(int mark) {
        if (watched) {
            footprint.waitsFor(mark);
        }
    }

    void operationBegins(int task, int index) {
        if (watched) {
            subject.touches(task, index, false);
        }
    }

    void operationEnds(int task, int index) {
        if (watched) {
            subject.touches(task, index, true);
        }
    }

    /** The step is over. False when the execution is to end. */
    boolean isOver(int enabled) {
        if (!watched) {
            return true;
        }
        told = true;
        watched = enabled != 0;
        return scheduler.took(last, footprint, enabled);
    }

    /** The execution has ended in a deadlock, in which a task waits for a lock or for something else. */
    void stuck(int task, int mark) {
        if (watches) {
            footprint.clear();
            footprint.waitsFor(mark);
            if (mark == Footprint.NONE) {
                footprint.writesEverything();
            } else {
                footprint.writes(mark);
            }
            scheduler.stuck(task, footprint);
        }
    }

    /** The execution has ended in the middle of a step, and no other can be taken any more. */
    void cutShort() {
        if (watched && !told) {
            footprint.writesEverything();
            scheduler.took(last, footprint, 0);
        }
    }
}
