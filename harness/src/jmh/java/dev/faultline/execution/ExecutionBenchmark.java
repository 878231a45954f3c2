package dev.faultline.execution;

import dev.faultline.schedule.Portfolio;
import dev.faultline.schedule.RandomWalk;
import dev.faultline.schedule.Scheduler;
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
 * mvn … "-Djmh=ExecutionBenchmark -p backend=CONTINUATIONS -p laws=true -t 2"     two workers
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:-UseCompressedOops", "-XX:+UseParallelGC"})
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 4, time = 2)
public class ExecutionBenchmark {
    /** What carries the tasks. */
    @Param({"CONTINUATIONS", "THREADS"})
    public Backend backend = Backend.THREADS;

    /** Who decides. */
    @Param({"walk", "portfolio"})
    public String scheduler = "walk";

    /** Whether the laws watch. */
    @Param({"true", "false"})
    public boolean laws;

    private WarmCopies copies = new WarmCopies(false, Backend.THREADS);
    private Scheduler policy = new RandomWalk(1);

    /** Counts the steps beside the executions. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Counters {
        public long steps;
    }

    @Setup
    public void open() {
        copies = new WarmCopies(laws, backend);
        policy = scheduler.equals("walk") ? new RandomWalk(1) : Portfolio.standard(1);
    }

    @TearDown
    public void close() {
        copies.close();
    }

    @Benchmark
    public Ending executions(Counters counters) {
        Ending ending = copies.run(policy);
        counters.steps += copies.steps();
        return ending;
    }
}
