package dev.faultline.peers;

import dev.faultline.peers.Findings.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** How many executions Faultline makes a second, on one worker and on two, which share nothing. */
final class Throughput {
    private static final int WARM_UP = 2;
    private static final int PARTS = 4;
    private static final int EXECUTIONS_A_LOOK = 100;
    private static final long NANOS_A_SECOND = 1_000_000_000L;

    private final Supplier<Subject> subjects;
    private final LongAdder steps = new LongAdder();

    /** What is run again and again, by one thread, which also makes it. */
    interface Subject extends AutoCloseable {
        /** One execution. Returns how many steps it took. */
        int run();

        @Override
        void close();
    }

    private Throughput(Supplier<Subject> subjects) {
        this.subjects = subjects;
    }

    /** A half of the time to warm up, then a quarter on one worker, and one on two. */
    static void measure(Findings findings, int seconds, Supplier<Subject> subjects) throws InterruptedException {
        Throughput throughput = new Throughput(subjects);
        long part = seconds * NANOS_A_SECOND / PARTS;
        throughput.run(1, WARM_UP * part);
        throughput.steps.reset();
        Moment begin = Moment.now();
        long alone = throughput.run(1, part);
        Moment end = Moment.now();
        findings.rates(alone, begin, end);
        findings.say(Findings.NANOS_A_STEP, (double) (end.nanos() - begin.nanos()) / throughput.steps.sum());
        findings.say(Findings.WORKERS_GAIN, (double) throughput.run(2, part) / alone);
    }

    private long run(int workers, long nanos) throws InterruptedException {
        LongAdder executions = new LongAdder();
        long end = System.nanoTime() + nanos;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            threads.add(new Thread(() -> work(end, executions)));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        return executions.sum();
    }

    private void work(long end, LongAdder executions) {
        try (Subject subject = subjects.get()) {
            while (System.nanoTime() < end) {
                int taken = 0;
                for (int i = 0; i < EXECUTIONS_A_LOOK; i++) {
                    taken += subject.run();
                }
                executions.add(EXECUTIONS_A_LOOK);
                steps.add(taken);
            }
        }
    }
}
