package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.fail;

import dev.faultline.hardware.Nondeterminism;
import dev.faultline.hardware.Step;
import dev.faultline.hardware.StepKind;
import dev.faultline.hardware.Waitable;
import java.util.ArrayList;
import java.util.List;

/**
 * A port by which a test tells a race as a story: before a task's n-th step of a kind, something else happens as a
 * whole. A task that has to wait lets the disk run; if that does not help, what the test has foreseen happens, or the
 * test fails.
 *
 * <pre>
 * story.before(StepKind.REMOVE).of(reclaimer).run(() -&gt; load(task, SHARED));
 * </pre>
 */
final class Story implements Nondeterminism {
    private final List<Event> events = new ArrayList<>();
    private Disk disk;
    private int otherwise;

    /** How many choices there have been. */
    int choices;

    void runs(Disk disk) {
        this.disk = disk;
    }

    /** The next choices fall on the rarer way: disk reads fail, a flag overtakes data. */
    void chooseOtherwise(int count) {
        otherwise = count;
    }

    /** The next disk reads fail. */
    void failReads(int count) {
        chooseOtherwise(count);
    }

    Event before(StepKind kind) {
        return new Event(kind);
    }

    /** When a task has to wait and the disk is idle. */
    Event whenStuck() {
        return new Event(null);
    }

    /** Whether all that was foreseen has happened. */
    boolean isOver() {
        return events.isEmpty();
    }

    @Override
    public void preempt(int task, int step) {
        happens(task, Step.kind(step));
    }

    private boolean happens(int task, StepKind kind) {
        for (Event event : events) {
            if (event.task == task && event.kind == kind && --event.countdown == 0) {
                events.remove(event);
                event.action.run();
                return true;
            }
        }
        return false;
    }

    @Override
    public int choose(int task, int bound) {
        choices++;
        return otherwise-- > 0 ? 1 : 0;
    }

    @Override
    public void await(int task, Waitable waitable) {
        while (!waitable.ready(task)) {
            if (disk.pending()) {
                disk.advance();
            } else if (!happens(task, null)) {
                throw new Stuck(task, waitable);
            }
        }
    }

    /** Something that happens in the middle of a task's call. */
    final class Event {
        private final StepKind kind;
        private int task;
        private int countdown = 1;
        private Runnable action = () -> fail("nothing happens");

        private Event(StepKind kind) {
            this.kind = kind;
        }

        Event of(Task task) {
            this.task = task.number();
            return this;
        }

        /** Counts the steps of the kind from here on: 1 is the next. */
        Event number(int countdown) {
            this.countdown = countdown;
            return this;
        }

        void run(Runnable action) {
            this.action = action;
            events.add(this);
        }
    }

    /** A task waits for what nobody will do. */
    static final class Stuck extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stuck(int task, Waitable waitable) {
            super("task " + task + " waits for " + waitable.describe() + ", held by "
                    + Integer.toBinaryString(waitable.holders(task)));
        }
    }
}
