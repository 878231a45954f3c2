package dev.faultline.execution;

import dev.faultline.schedule.Exhaustive;
import dev.faultline.schedule.Portfolio;
import dev.faultline.schedule.RandomWalk;
import dev.faultline.schedule.Scheduler;
import java.util.concurrent.TimeUnit;
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
 * The bare lock subject: executions a second of the ordered one, and proofs of it a second, each from nothing to the
 * last of its traces.
 *
 * <pre>
 * mvn -Pquick,benchmarks -pl harness -am verify -DskipTests "-Djmh=PageLocksBenchmark -p backend=CONTINUATIONS"
 * mvn … "-Djmh=PageLocksBenchmark.executions -p backend=CONTINUATIONS -t 2"     two workers
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
public class PageLocksBenchmark {
    /** What carries the tasks. */
    @Param({"CONTINUATIONS", "THREADS"})
    public Backend backend = Backend.THREADS;

    /** Who decides, where the search for a proof does not. */
    @Param({"walk", "portfolio"})
    public String scheduler = "walk";

    private final Exhaustive search = new Exhaustive();
    private Scheduler policy = new RandomWalk(1);
    private PageLocks subject = new PageLocks(true, Backend.THREADS);

    @Setup
    public void open() {
        policy = scheduler.equals("walk") ? new RandomWalk(1) : Portfolio.standard(1);
        subject = new PageLocks(true, backend);
    }

    @TearDown
    public void close() {
        subject.close();
    }

    @Benchmark
    public Ending executions() {
        return subject.run(policy);
    }

    @Benchmark
    public long proofs() {
        search.restart();
        do {
            subject.run(search);
        } while (search.advance());
        return search.traces();
    }
}
