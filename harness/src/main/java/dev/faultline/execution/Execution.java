package dev.faultline.execution;

import dev.faultline.kernel.Machine;
import dev.faultline.schedule.Schedule;
import dev.faultline.schedule.Scheduler;
import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.vm.Branch;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Runs programs through one strategy, one run after the other. What it needs for a run lives on to the next, so keep
 * one for as long as runs are to be made; it is for one thread at a time.
 *
 * <pre>{@code
 * try (Execution execution = new Execution(strategy, Backend.best())) {
 *     Ending ending = execution.run(Program.of(scenario), new RandomWalk(seed), observer);
 *     Schedule schedule = execution.schedule().copy();
 * }
 * }</pre>
 *
 * <p>The strategy runs on the thread that calls {@link #run}, or on one that this thread waits for. If it might never
 * come back, call through {@link #supervise}.
 */
public final class Execution implements AutoCloseable {
    /** What the branches of the kernel are called. */
    public static final List<String> BRANCHES =
            Arrays.stream(Branch.values()).map(Branch::toString).toList();

    private final MachineSubject subject;
    private final Conductor conductor;

    /** @param backend what to run tasks on; a strategy that may take Java's own locks runs on threads in any case */
    public Execution(CopyStrategy strategy, Backend backend) {
        boolean locks = backend == Backend.CONTINUATIONS
                && UnderPolicy.classesOf(strategy).stream().anyMatch(JavaLocks::mayBeTakenBy);
        subject = new MachineSubject(strategy, locks ? Backend.THREADS : backend);
        conductor = subject.conductor();
    }

    /**
     * One run, from the set-up to the end. It does not return when the strategy runs in an endless loop or waits for
     * something outside the machine.
     *
     * @throws IllegalStateException when an earlier run got stuck
     */
    public Ending run(Program program, Scheduler scheduler, Observer observer) {
        if (conductor.isLost()) {
            throw new IllegalStateException("a run of this execution got stuck; make another one");
        }
        subject.load(program, observer);
        return conductor.run(program.tasks(), scheduler, observer);
    }

    /** One run under {@link #supervise}: ends with {@link Ending.Stuck} too. Starting a thread for it makes it slow. */
    public Ending run(Program program, Scheduler scheduler, Observer observer, Duration stuckAfter) {
        return supervise(stuckAfter, () -> run(program, scheduler, observer), stuck -> stuck);
    }

    /**
     * Does work that makes any number of runs, on a thread that can be given up, and waits for it. When a run takes no
     * step for {@code stuckAfter}, the thread is left to itself, this execution is of no use any more except for {@link
     * #schedule()}, {@link #steps()} and {@link #log()}, which tell of the run that got stuck, and {@code ifStuck}
     * makes the result.
     *
     * @param work what calls {@link #run}; what it throws is thrown from here, as it is if unchecked
     */
    public <T> T supervise(Duration stuckAfter, Callable<T> work, Function<Ending.Stuck, T> ifStuck) {
        return new Supervision(conductor, stuckAfter).call(work, ifStuck);
    }

    /** What was decided in the last run. Overwritten by the next; see {@link Schedule#copy()}. */
    public Schedule schedule() {
        return conductor.schedule();
    }

    /** The branches of the kernel that the last run reached, one bit each, in the order of {@link #BRANCHES}. */
    public long branches() {
        return subject.branches();
    }

    /** The machine as the last run left it. */
    Machine machine() {
        return subject.machine();
    }

    /** The steps that the last run took. */
    public int steps() {
        return conductor.time();
    }

    /** How often the last run switched away from a task that could have gone on. */
    public int preemptions() {
        return conductor.schedule().preemptions();
    }

    /** A hash of who took which step in which order: equal for equal runs. */
    public long fingerprint() {
        return conductor.fingerprint();
    }

    /** The last run in words; empty unless its observer was {@link Observer#recording()}. */
    public StepLog log() {
        return conductor.log();
    }

    /** Lets go of its threads. */
    @Override
    public void close() {
        conductor.close();
    }
}
