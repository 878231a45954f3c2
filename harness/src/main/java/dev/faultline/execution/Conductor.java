package dev.faultline.execution;

import dev.faultline.hardware.Step;
import dev.faultline.hardware.StepKind;
import dev.faultline.hardware.Waitable;
import dev.faultline.schedule.Schedule;
import dev.faultline.schedule.Scheduler;

/**
 * Runs one subject under one scheduler, step by step. It is the machine's port: every task comes here before each of
 * its steps, and the decision who goes on is taken right there, on the stack of the task that asks. When the answer is
 * the same task nothing is switched and the call returns; this, and decisions that cost a few array accesses, is what
 * makes an execution cheap (in CHESS, Musuvathi et al., OSDI 2008, each is a hand-over between threads). The disk has
 * no stack and takes its steps on whichever one the decision falls.
 *
 * <p>Whatever ends an execution early sets {@link #ended}. From then on every call into the port throws {@link Abort}:
 * first in the task that runs, then, one by one, in those that stand in the middle of an operation, until no task has a
 * frame left. A task that keeps swallowing it is left where it is, and its coroutine replaced.
 */
final class Conductor extends LockWatch implements Coroutines.Body {
    private static final int SWALLOWED_MAX = 1000;
    static final int NOBODY = -1;

    private final Subject subject;
    private final Coroutines coroutines;
    private final WaitForGraph graph;
    private final Witnesses witnesses;
    private final Footprints footprints;
    private final Readiness readiness;
    private final int[] pending = new int[DISK + 1];
    private final int[] operation = new int[DISK];

    private Ending ending = Endings.COMPLETED;
    private volatile boolean lost;
    private boolean ended;
    private int unfinished;
    private int started;
    private int abandoned;
    private int swallowed;
    private int running = NOBODY;
    private int beats;

    Conductor(Subject subject, int tasksMax, Backend backend) {
        this.subject = subject;
        witnesses = new Witnesses(subject);
        footprints = witnesses.footprints();
        graph = new WaitForGraph(subject, operation, pending, locks());
        readiness = new Readiness(subject, graph, pending);
        coroutines = Coroutines.create(backend, tasksMax, this);
    }

    /** One execution of {@code tasks} tasks, from the set-up to the end. */
    Ending run(int tasks, Scheduler scheduler, Observer newObserver) {
        beats++;
        witnesses.begin(newObserver);
        graph.clear();
        locks().clear();
        readiness.clear();
        ended = false;
        started = 0;
        running = NOBODY;
        spawn(subject.begin());
        readiness.begin(scheduler);
        fairness.begin(subject.bounds());
        decisions.begin(scheduler, tasks);
        footprints.begin(scheduler);
        int first = decide(NOBODY);
        if (first != Coroutines.OUTSIDE) {
            coroutines.enter(first);
        }
        replaceAbandoned();
        if (ended && ending != Endings.STOPPED) {
            footprints.cutShort();
            for (int left = ending instanceof Ending.Deadlocked ? unfinished : 0; left != 0; left &= left - 1) {
                int task = Integer.numberOfTrailingZeros(left);
                footprints.stuck(task, readiness.mark(task));
            }
        }
        if (!ended) {
            ending = witnesses.violatedAtRest() ? Endings.VIOLATED : Endings.COMPLETED;
        }
        decisions.end();
        running = NOBODY;
        return ending;
    }

    private void replaceAbandoned() {
        for (; abandoned != 0; abandoned &= abandoned - 1) {
            coroutines.replace(Integer.numberOfTrailingZeros(abandoned));
        }
    }

    /** Lets tasks begin that did not exist so far. */
    void spawn(int tasks) {
        for (int left = tasks; left != 0; left &= left - 1) {
            int task = Integer.numberOfTrailingZeros(left);
            operation[task] = 0;
            pending[task] = Step.of(StepKind.BEGIN_OPERATION, task);
            if (subject.operations(task) > 0) {
                readiness.comes(task);
            }
        }
    }

    @Override
    public void run(int task) {
        try {
            perform(task);
        } catch (Throwable e) {
            crash(task, e);
        }
        coroutines.transfer(task, leave(task));
    }

    private void perform(int task) {
        started |= 1 << task;
        int operations = subject.operations(task);
        for (int index = 0; index < operations; index++) {
            operation[task] = index;
            if (index == 0) {
                grant(task);
            } else {
                preempt(task, Step.of(StepKind.BEGIN_OPERATION, task));
            }
            witnesses.operationBegins(task, index);
            int result = subject.perform(task, index);
            if (ended) {
                return;
            }
            endOperation(task, index, result);
        }
    }

    private void endOperation(int task, int index, int result) {
        witnesses.operationEnds(task, index, result);
        fairness.returned(task);
        if (witnesses.violated()) {
            end(Endings.VIOLATED);
            throw Abort.INSTANCE;
        }
    }

    /** The task is through, for this execution. Returns who goes on. */
    private int leave(int task) {
        readiness.goes(task);
        started &= ~(1 << task);
        swallowed = 0;
        if (!ended) {
            try {
                int next = decide(NOBODY);
                if (!ended) {
                    return next;
                }
            } catch (Throwable e) {
                crash(task, e);
            }
        }
        return nextToClear();
    }

    private int nextToClear() {
        return started == 0 ? Coroutines.OUTSIDE : Integer.numberOfTrailingZeros(started);
    }

    private void crash(int task, Throwable cause) {
        if (!ended) {
            end(witnesses.violated() ? Endings.VIOLATED : new Ending.Crashed(task, operation[task], cause));
        }
    }

    @Override
    public void preempt(int task, int step) {
        checkIn(task);
        pending[task] = step;
        goOn(task, decide(task));
    }

    @Override
    public void preempt(int task, int step, Waitable condition) {
        if (!readiness.avoidsWaiting()) {
            preempt(task, step);
            return;
        }
        readiness.isConditional(task, condition);
        preempt(task, step);
        if (footprints.areWatched()) {
            readiness.isUnconditional(task);
            footprints.waitedFor(condition.mark());
        }
    }

    @Override
    public void await(int task, Waitable waitable) {
        checkIn(task);
        graph.block(task, waitable, witnesses.time());
        witnesses.waits(task, waitable);
        int cycle = graph.cycleFrom(task);
        if (cycle > 0) {
            end(new Ending.Deadlocked(graph.cycle(cycle), true));
            if (readiness.enabled() == 0) {
                footprints.isOver(0);
            }
            throw Abort.INSTANCE;
        }
        goOn(task, decide(NOBODY));
        footprints.waited();
    }

    /** A step that is not possible before {@code waitable} is ready, such as to take a lock without asking for it first. */
    void take(int task, int step, Waitable waitable) {
        checkIn(task);
        pending[task] = step;
        await(task, waitable);
    }

    @Override
    public int choose(int task, int bound) {
        if (ended) {
            clearAway(task);
        }
        if (bound < 2) {
            return 0;
        }
        int value = decisions.choose(task, bound);
        if (value == Scheduler.STOP) {
            end(Endings.STOPPED);
            if (task == DISK) {
                return 0;
            }
            throw Abort.INSTANCE;
        }
        return value;
    }

    private void checkIn(int task) {
        if (ended) {
            clearAway(task);
        }
        if (witnesses.violated()) {
            end(Endings.VIOLATED);
            throw Abort.INSTANCE;
        }
    }

    private void goOn(int task, int next) {
        if (next != task) {
            if (!ended) {
                coroutines.transfer(task, next);
            }
            if (ended) {
                throw Abort.INSTANCE;
            }
        }
        graph.unblock(task);
        grant(task);
    }

    private void clearAway(int task) {
        if (++swallowed > SWALLOWED_MAX && task != DISK) {
            swallowed = 0;
            abandoned |= 1 << task;
            started &= ~(1 << task);
            coroutines.transfer(task, nextToClear());
        }
        throw Abort.INSTANCE;
    }

    private void grant(int task) {
        int step = pending[task];
        running = task;
        took(task, step);
        if (fairness.count(task, step)) {
            end(fairness.livelock(task, operation[task], subject));
            throw Abort.INSTANCE;
        }
    }

    private void took(int task, int step) {
        beats++;
        witnesses.granted(task, step);
    }

    /**
     * Lets the disk go on while it is picked, and returns the task that takes the next step, or OUTSIDE when there is
     * none.
     */
    private int decide(int current) {
        while (true) {
            int enabled = readiness.enabled();
            int useful = readiness.avoidsWaiting() ? usefulOf(enabled) : enabled;
            if (!footprints.isOver(useful)) {
                end(Endings.STOPPED);
                return Coroutines.OUTSIDE;
            }
            int next;
            if ((enabled & enabled - 1) != 0) {
                boolean goesOn = current != NOBODY && (enabled & 1 << current) != 0;
                next = decisions.pick(enabled, useful, goesOn ? current : NOBODY, pending);
                if (next == Scheduler.STOP) {
                    end(Endings.STOPPED);
                    return Coroutines.OUTSIDE;
                }
            } else if (enabled != 0) {
                next = Integer.numberOfTrailingZeros(enabled);
            } else {
                return rest();
            }
            if (next != DISK) {
                return next;
            }
            took(DISK, pending[DISK]);
            fairness.disk();
            subject.advanceDisk();
            if (ended) {
                return Coroutines.OUTSIDE;
            }
        }
    }

    /** When a run is over but for a deadlock, nothing is of use any more, and what happens is settled. */
    private int usefulOf(int enabled) {
        return footprints.areWatched() ? readiness.useful(enabled) : 0;
    }

    private int rest() {
        int live = readiness.live();
        if (live != 0) {
            int cycle = graph.anyCycle();
            end(new Ending.Deadlocked(cycle > 0 ? graph.cycle(cycle) : graph.waits(live), cycle > 0));
        }
        return Coroutines.OUTSIDE;
    }

    private void end(Ending with) {
        if (!lost) {
            ending = with;
        }
        unfinished = readiness.live();
        ended = true;
    }

    /**
     * Called from another thread when the running task has taken no step for too long. Whatever still runs here is
     * cleared away if it ever comes back into the port, and nothing runs here again.
     */
    Ending.Stuck giveUp() {
        int task = Math.max(running, 0);
        Ending.Stuck stuck = new Ending.Stuck(
                task,
                operation[task],
                Endings.stackOf(coroutines.carrier()),
                Endings.awaitedBy(coroutines.carrier(), coroutines));
        ending = stuck;
        lost = true;
        ended = true;
        return stuck;
    }

    /** The thread that runs whichever task runs. */
    Thread carrier() {
        return coroutines.carrier();
    }

    boolean isLost() {
        return lost;
    }

    void close() {
        if (!lost) {
            coroutines.close();
        }
    }

    @Override
    boolean isEnded() {
        return ended;
    }

    Schedule schedule() {
        return decisions.schedule();
    }

    StepLog log() {
        return witnesses.log();
    }

    @Override
    int time() {
        return witnesses.time();
    }

    long fingerprint() {
        return witnesses.fingerprint();
    }
}
