package dev.faultline.peers;

import dev.faultline.execution.Backend;
import dev.faultline.execution.Ending;
import dev.faultline.execution.PageLocks;
import dev.faultline.schedule.Exhaustive;
import dev.faultline.schedule.Portfolio;
import dev.faultline.schedule.Scheduler;

/** The bare engine, on one worker, under the portfolio that {@code verify} samples with and the search that proves. */
final class FaultlineContest implements Contest {
    @Override
    public void sound(long seed, int seconds, Findings findings) throws InterruptedException {
        prove(findings);
        Throughput.measure(findings, seconds, () -> new Throughput.Subject() {
            private final PageLocks subject = new PageLocks(true, Backend.best());
            private final Scheduler scheduler = Portfolio.standard(seed);

            @Override
            public int run() {
                mustComplete(subject.run(scheduler));
                return subject.steps();
            }

            @Override
            public void close() {
                subject.close();
            }
        });
    }

    private static void prove(Findings findings) {
        long begin = System.nanoTime();
        try (PageLocks subject = new PageLocks(true, Backend.best())) {
            Exhaustive search = new Exhaustive();
            do {
                Ending ending = subject.run(search);
                if (!(ending instanceof Ending.Stopped)) {
                    mustComplete(ending);
                }
            } while (search.advance());
            if (!search.isComplete()) {
                throw new IllegalStateException("not proven");
            }
            findings.millis(Findings.MILLIS_TO_PROOF, System.nanoTime() - begin);
            findings.say(Findings.TRACES, search.traces());
        }
    }

    private static void mustComplete(Ending ending) {
        if (!(ending instanceof Ending.Completed)) {
            throw new IllegalStateException("the ordered subject ended otherwise: " + ending);
        }
    }

    @Override
    public void broken(long seed, int seconds, Findings findings) {
        try (PageLocks subject = new PageLocks(false, Backend.best())) {
            Scheduler scheduler = Portfolio.standard(seed);
            int executions = 1;
            long begin = System.nanoTime();
            while (!(subject.run(scheduler) instanceof Ending.Deadlocked)) {
                executions++;
            }
            findings.millis(Findings.MILLIS_TO_DEADLOCK, System.nanoTime() - begin);
            findings.say(Findings.EXECUTIONS_TO_DEADLOCK, executions);
        }
    }
}
