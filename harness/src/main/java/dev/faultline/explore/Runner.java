package dev.faultline.explore;

import dev.faultline.execution.Backend;
import dev.faultline.execution.Ending;
import dev.faultline.execution.Execution;
import dev.faultline.execution.Program;
import dev.faultline.execution.Track;
import dev.faultline.law.Laws;
import dev.faultline.law.Violation;
import dev.faultline.schedule.Replay;
import dev.faultline.schedule.Schedule;
import dev.faultline.schedule.Scheduler;
import dev.faultline.spi.CopyStrategy;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One strategy, ready to be run with all laws on. For one thread at a time. */
public final class Runner implements AutoCloseable {
    /** Enough for one that differs once in a hundred runs. */
    private static final int TIMES_AGAIN = 200;

    private final Execution execution;
    private final CopyStrategy strategy;
    private final Laws laws;
    private final Track track;
    private final Duration stuckAfter;
    private boolean waitedForAnEarlierRun;

    public Runner(CopyStrategy strategy, Duration stuckAfter) {
        this.strategy = strategy;
        execution = new Execution(strategy, Backend.best());
        laws = new Laws(strategy.guarantee());
        track = new Track(laws);
        this.stuckAfter = stuckAfter;
    }

    /** One run. Returns the law that it broke, or null. */
    public @Nullable Violation run(Program program, Scheduler scheduler) {
        Ending ending = execution.run(program, scheduler, laws);
        return laws.judge(ending);
    }

    /** One run of which {@link #differenceAgain} can tell afterwards what it did; a little slower. */
    @Nullable
    Violation runTracked(Program program, Scheduler scheduler) {
        return laws.judge(execution.run(program, scheduler, track));
    }

    /**
     * Makes the last run again, which must have been tracked: a strategy must do the same thing under the same schedule, or no verdict on it is worth
     * anything. Returns a sentence when it does not, or null.
     *
     * @param violation what the run broke
     */
    @Nullable
    String differenceAgain(Program program, @Nullable Violation violation) {
        Track second = new Track(laws);
        Replay replay = new Replay(execution.schedule());
        Violation again = laws.judge(execution.run(program, replay, second));
        String where = track.difference(second);
        if (where == null && !lawOf(violation).equals(lawOf(again))) {
            where = "the first run broke " + lawOf(violation) + ", and the second " + lawOf(again);
        }
        return where == null ? null : unsteady(where);
    }

    /**
     * Makes the last run again, tracked, until two of these differ, and returns the sentence about that. The last run took another step than an earlier one
     * under the same decisions, of which nobody kept a track; a strategy that does so will do it again, unless it does so only once in its life.
     */
    String differenceOfTheLast(Program program) {
        Schedule schedule = execution.schedule().copy();
        int steps = execution.steps();
        for (int i = 0; i < TIMES_AGAIN; i++) {
            String difference = differenceAgain(program, runTracked(program, new Replay(schedule)));
            if (difference != null) {
                return difference;
            }
        }
        return unsteady("at step " + steps + " the same decisions led to another step than before");
    }

    /** The sentence about a strategy that does not do the same thing twice. */
    private String unsteady(String where) {
        return Unsteady.sentence(strategy, where);
    }

    private static String lawOf(@Nullable Violation violation) {
        return violation == null ? "no law" : "the law " + violation.law();
    }

    /** The last run, which broke a law, as it can be run again. */
    public Failure failure(Program program, Violation violation) {
        return new Failure(
                program.scenario(), execution.schedule().copy(), violation, execution.steps(), execution.fingerprint());
    }

    /** Runs it again as recorded; null when it does not fail the same way, step for step. */
    public @Nullable Failure again(Failure failure) {
        Program program = Program.of(failure.scenario());
        Violation violation = run(program, new Replay(failure.schedule()));
        boolean same = violation != null
                && violation.law().equals(failure.violation().law())
                && execution.fingerprint() == failure.fingerprint();
        return same ? failure : null;
    }

    /** What was decided in the last run; overwritten by the next. */
    public Schedule schedule() {
        return execution.schedule();
    }

    /** The laws that had something to judge in the last run, one bit each. */
    int lawsHeard() {
        return laws.heard();
    }

    /** The branches of the kernel that the last run reached, one bit each. */
    long branches() {
        return execution.branches();
    }

    public int steps() {
        return execution.steps();
    }

    public long fingerprint() {
        return execution.fingerprint();
    }

    /**
     * Does work that makes runs, on a thread that is given up when a run gets stuck. Without that, {@code run} would not return. Afterwards this
     * runner is of no more use.
     */
    public <T> T supervise(Callable<T> work, Function<Violation, T> ifStuck) {
        return execution.supervise(stuckAfter, work, stuck -> ifStuck.apply(stuckViolation(stuck)));
    }

    /** Whether this got stuck on a Java lock that a thread of an earlier run took with it: then the run itself is not to blame. */
    public boolean waitedForAnEarlierRun() {
        return waitedForAnEarlierRun;
    }

    private Violation stuckViolation(Ending.Stuck stuck) {
        waitedForAnEarlierRun = stuck.lock() != null && stuck.lock().holder() < 0 && !stuck.exits();
        Violation violation = laws.judge(stuck);
        if (violation == null) {
            throw new IllegalStateException("a run that is stuck breaks no law");
        }
        return violation;
    }

    @Override
    public void close() {
        execution.close();
    }
}
