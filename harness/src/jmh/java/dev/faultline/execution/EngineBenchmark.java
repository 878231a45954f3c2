package dev.faultline.execution;

import dev.faultline.hardware.Footprint;
import dev.faultline.hardware.Step;
import dev.faultline.hardware.StepKind;
import dev.faultline.schedule.RandomWalk;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the engine itself costs: nanoseconds a step of tasks that do nothing but take steps, as many as in {@link
 * ExecutionBenchmark}, under a random walk, so that every second step is a switch.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 4, time = 2)
public class EngineBenchmark {
    private static final int TASKS = 2;
    private static final int OPERATIONS = 3;
    private static final int STEPS = 10;

    /** What carries the tasks. */
    @Param({"CONTINUATIONS", "THREADS"})
    public Backend backend = Backend.THREADS;

    private final RandomWalk walk = new RandomWalk(1);
    private final Idle subject = new Idle();

    @Setup
    public void open() {
        subject.conductor = new Conductor(subject, TASKS, backend);
    }

    @TearDown
    public void close() {
        subject.conductor.close();
    }

    @Benchmark
    @OperationsPerInvocation(TASKS * OPERATIONS * STEPS)
    public Ending steps() {
        return subject.conductor.run(TASKS, walk, Endings.NO_OBSERVER);
    }

    private static final class Idle implements Subject {
        private final Footprint footprint = new Footprint();
        private static final Bounds BOUNDS = new Bounds(1000, 8000);

        private Conductor conductor = new Conductor(this, TASKS, Backend.THREADS);

        @Override
        public int begin() {
            return (1 << TASKS) - 1;
        }

        @Override
        public int operations(int task) {
            return OPERATIONS;
        }

        @Override
        public int perform(int task, int index) {
            for (int i = 1; i < STEPS; i++) {
                conductor.preempt(task, Step.of(StepKind.YIELD, task));
            }
            return 0;
        }

        @Override
        public Bounds bounds() {
            return BOUNDS;
        }

        @Override
        public Footprint footprint() {
            return footprint;
        }

        @Override
        public String holdings(int task) {
            return "";
        }

        @Override
        public String describe(int task, int index) {
            return "operation " + index;
        }
    }
}
