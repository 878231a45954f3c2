package dev.faultline.peers;

import dev.faultline.execution.Backend;
import dev.faultline.execution.WarmCopies;
import dev.faultline.schedule.Portfolio;
import dev.faultline.schedule.Scheduler;

/** What Faultline is for: the whole machine, and all laws; no peer has a subject like it. */
final class CopiesContest implements Contest {
    @Override
    public void sound(long seed, int seconds, Findings findings) throws InterruptedException {
        Throughput.measure(findings, seconds, () -> new Throughput.Subject() {
            private final WarmCopies copies = new WarmCopies(true, Backend.best());
            private final Scheduler scheduler = Portfolio.standard(seed);

            @Override
            public int run() {
                copies.run(scheduler);
                return copies.steps();
            }

            @Override
            public void close() {
                copies.close();
            }
        });
    }

    @Override
    public void broken(long seed, int seconds, Findings findings) {
        throw new UnsupportedOperationException("linux-6 is sound");
    }
}
