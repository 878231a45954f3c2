package dev.faultline.execution;

import dev.faultline.law.Laws;
import dev.faultline.scenario.Scenario;
import dev.faultline.schedule.Portfolio;
import dev.faultline.schedule.RandomWalk;
import dev.faultline.schedule.Scheduler;
import dev.faultline.strategy.Linux6;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Executions a second of two tasks of three operations each, through linux-6 on a warm cache: the figure that this tool
 * is held to. One line of the result counts executions, the other ({@code steps}) the steps in them.
 *
 * <pre>
 * mvn -Pquick,benchmarks -pl harness -am verify -DskipTests -Djmh=ExecutionBenchmark
 * mvn … "-Djmh=ExecutionBenchmark -p backend=CONTINUATIONS -p laws=true"
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 4, time = 2)
public class ExecutionBenchmark {
    private static final String SCENARIO = """
            machine page 8
            file F 16: warm warm
            process A
              a = anonymous 2 pages, rw, filled
            process B
              b = anonymous 2 pages, rw, filled
            task T1 in A
              write(F@0, a+0:8)
              read(F@4, a+8:8)
              write(F@8, a+4:8)
            task T2 in B
              read(F@0, b+0:8)
              write(F@4, b+0:8)
              read(F@8, b+8:8)
            """;

    /** What carries the tasks. */
    @Param({"CONTINUATIONS", "THREADS"})
    public Backend backend = Backend.THREADS;

    /** Who decides. */
    @Param({"walk", "portfolio"})
    public String scheduler = "walk";

    /** Whether the laws watch. */
    @Param({"true", "false"})
    public boolean laws;

    private final Linux6 strategy = new Linux6();
    private final Program program = Program.of(Scenario.parse(SCENARIO));
    private Execution execution = new Execution(strategy, Backend.THREADS);
    private Scheduler policy = new RandomWalk(1);
    private Observer observer = Endings.NO_OBSERVER;

    /** Counts the steps beside the executions. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Counters {
        public long steps;
    }

    @Setup
    public void open() {
        execution = new Execution(strategy, backend);
        policy = scheduler.equals("walk") ? new RandomWalk(1) : Portfolio.standard(1);
        observer = laws ? new Laws(strategy.guarantee()) : Endings.NO_OBSERVER;
    }

    @TearDown
    public void close() {
        execution.close();
    }

    @Benchmark
    public Ending executions(Counters counters) {
        Ending ending = execution.run(program, policy, observer);
        if (ending != Endings.COMPLETED) {
            throw new AssertionError(ending);
        }
        counters.steps += execution.steps();
        return ending;
    }
}
