package dev.faultline.schedule;

import dev.faultline.hardware.Footprint;
import java.util.Arrays;

/**
 * Runs every trace there is: at least one of all the orders of steps that differ only in how steps that have nothing to
 * do with each other are mixed. It is dynamic partial-order reduction (Flanagan and Godefroid, POPL 2005) with source
 * sets and sleep sets (Abdulla, Aronis, Jonsson, Sagonas, POPL 2014 and JACM 64(4), 2017). After each step it looks for
 * earlier steps that conflict with it and could have come after it, and sees to it that at the point before each of them
 * some task is tried that leads to the other order. A task that has been tried at a point sleeps in what is explored
 * from there later, until a step conflicts with its own; a run in which everybody who can go on is asleep would be one
 * that was run before, and is stopped.
 *
 * <p>What a step touched is known after it (see {@link Footprint}); no knowledge of what steps mean is needed. Waiting is
 * not being enabled: a step that makes another task's impossible conflicts with it, and one that makes it possible comes
 * before it. Asking for a lock is possible when it is free, and giving it back is no rival of taking it. Where the
 * machine chooses, each alternative is a branch of the step that asks. An execution that ends before
 * its time, by a broken law or a deadlock, ends in a step that conflicts with all that could still have been taken.
 *
 * <p>Like {@link PreemptionBounded} it has no states to go back to: each run starts over along the path that led to it.
 *
 * <pre>{@code
 * Exhaustive search = new Exhaustive();
 * do {
 *     execution.run(program, search, observer);
 * } while (search.advance());
 * boolean proven = search.isComplete();
 * }</pre>
 */
public final class Exhaustive implements Scheduler {
    private final Events events = new Events();
    private final Choices choices = new Choices();
    private final Sleepers sleepers = new Sleepers(events);
    private int[] picked = new int[64];
    private int[] tried = new int[64];
    private int[] wanted = new int[64];
    private int tasks;
    private int position;
    private int fresh;
    private int askedAt;
    private boolean started;
    private boolean onTheirOwn;
    private boolean asleep;
    private boolean unfair;
    private boolean unsteady;
    private boolean exhausted;
    private long traces;
    private long redundant;
    private long cut;

    /** Forgets everything, for another program. */
    public void restart() {
        started = false;
        unfair = false;
        unsteady = false;
        exhausted = false;
        traces = 0;
        redundant = 0;
        cut = 0;
        fresh = 0;
        choices.reset();
    }

    @Override
    public boolean watches() {
        return true;
    }

    @Override
    public boolean avoidsWaiting() {
        return true;
    }

    @Override
    public void begin(int tasksMax) {
        if (!started) {
            tasks = tasksMax;
            events.reset(tasks);
            sleepers.reset(tasks);
        } else if (tasks != tasksMax) {
            throw new IllegalStateException("another program: the search is to be restarted first");
        }
        position = 0;
        askedAt = STOP;
        asleep = false;
        onTheirOwn = false;
        choices.begin();
    }

    @Override
    public int next(int enabled, int current, int[] pendingSteps) {
        if (onTheirOwn) {
            return current != STOP ? current : Integer.numberOfTrailingZeros(enabled);
        }
        askedAt = position;
        return picked[position];
    }

    @Override
    public int choose(int task, int bound) {
        if (onTheirOwn) {
            return 0;
        }
        int value = choices.next(position, bound);
        unsteady |= value == STOP;
        return value;
    }

    @Override
    public boolean took(int task, Footprint footprint, int enabled) {
        if (onTheirOwn) {
            return true;
        }
        if (task == STOP) {
            return started ? isAsBefore(enabled == events.enabled(0)) : starts(enabled);
        }
        int could = events.enabled(position);
        if ((could & 1 << task) == 0 || (could & could - 1) != 0 && askedAt != position) {
            onTheirOwn = true;
            unfair = true;
            return true;
        }
        if (position < fresh) {
            position++;
            return isAsBefore(task == events.task(position - 1) && enabled == events.enabled(position));
        }
        events.add(task, footprint, enabled);
        sleepers.took(position, task);
        orderOtherwise(position);
        tryPrevented(position);
        position++;
        return enabled == 0 || arrive(enabled, task);
    }

    /** Under the same decisions a subject does the same, or there is nothing to be found out about it. */
    private boolean isAsBefore(boolean same) {
        unsteady |= !same;
        return same;
    }

    private boolean starts(int enabled) {
        started = true;
        events.start(enabled);
        return enabled == 0 || arrive(enabled, STOP);
    }

    /** At a new point of the path: picks who goes on, if possible the task that took the last step. False if all sleep. */
    private boolean arrive(int enabled, int last) {
        if (position == picked.length) {
            picked = Arrays.copyOf(picked, 2 * position);
            tried = Arrays.copyOf(tried, 2 * position);
            wanted = Arrays.copyOf(wanted, 2 * position);
        }
        sleepers.arrive(position, position == 0 ? 0 : tried[position - 1]);
        int awake = enabled & ~sleepers.at(position);
        if (awake == 0) {
            asleep = true;
            return false;
        }
        boolean goesOn = last != STOP && (awake & 1 << last) != 0;
        tried[position] = 0;
        wanted[position] = 0;
        pick(position, goesOn ? last : Integer.numberOfTrailingZeros(awake));
        return true;
    }

    private void pick(int point, int task) {
        picked[point] = task;
        tried[point] |= 1 << task;
        wanted[point] |= 1 << task;
        sleepers.forget(point, task);
    }

    /** Sees to it that the step at an index is taken in every other order with steps before it that it conflicts with. */
    private void orderOtherwise(int index) {
        int other = events.race(index, index - 1);
        while (other >= 0) {
            want(other, events.initials(other, index), events.task(index));
            other = events.race(index, other - 1);
        }
    }

    /** Where a step makes another impossible, the other could have come before it. */
    private void tryPrevented(int index) {
        int prevented = events.enabled(index) & ~events.enabled(index + 1) & ~(1 << events.task(index));
        for (int left = prevented; left != 0; left &= left - 1) {
            int task = Integer.numberOfTrailingZeros(left);
            want(index, 1 << task, task);
        }
    }

    /** At a point one of these tasks must be tried, unless one is or need not be. */
    private void want(int point, int anyOf, int preferred) {
        int candidates = anyOf & events.enabled(point);
        if (candidates != 0 && (candidates & (wanted[point] | sleepers.at(point))) == 0) {
            boolean canBePreferred = (candidates & 1 << preferred) != 0;
            wanted[point] |= canBePreferred ? 1 << preferred : Integer.lowestOneBit(candidates);
        }
    }

    /** The step that the task waits for would race with earlier ones, if only it were taken. */
    @Override
    public void stuck(int task, Footprint footprint) {
        if (!onTheirOwn) {
            int index = events.size();
            events.add(task, footprint, 0);
            orderOtherwise(index);
            events.truncate(index);
        }
    }

    @Override
    public void end() {
        if (asleep) {
            redundant++;
        } else {
            traces++;
        }
    }

    /**
     * Moves on to the next run.
     *
     * @return false when there is none
     */
    public boolean advance() {
        if (exhausted || unsteady) {
            return false;
        }
        for (int point = events.size() - 1; point >= 0; point--) {
            int open = wanted[point] & ~tried[point];
            if (choices.advance(point)) {
                return goBackTo(point);
            } else if (open != 0) {
                pick(point, Integer.numberOfTrailingZeros(open));
                return goBackTo(point);
            }
            cut += Integer.bitCount(events.enabled(point) & sleepers.at(point));
        }
        exhausted = true;
        return false;
    }

    private boolean goBackTo(int point) {
        events.truncate(point);
        fresh = point;
        return true;
    }

    /** Whether there is nothing left to run. */
    public boolean isExhausted() {
        return exhausted;
    }

    /**
     * Whether every trace was run. Not when some task could go round a loop for so long that turns had to be taken: then
     * there are more traces than can be run.
     */
    public boolean isComplete() {
        return exhausted && !unfair && !unsteady;
    }

    /** Whether the subject behaved alike under like decisions. If not, the search has stopped. */
    public boolean isSteady() {
        return !unsteady;
    }

    /** Runs that came to an end. */
    public long traces() {
        return traces;
    }

    /** Runs that were stopped because all that could follow had been run before. */
    public long redundant() {
        return redundant;
    }

    /** Steps that were not taken because they had been, in another order with steps that have nothing to do with them. */
    public long cut() {
        return cut;
    }
}
