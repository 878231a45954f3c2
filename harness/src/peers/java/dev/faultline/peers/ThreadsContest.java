package dev.faultline.peers;

import dev.faultline.execution.PageLocks;
import dev.faultline.peers.Findings.Moment;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Plain threads and luck, with a watchdog that asks the JVM for a deadlock as soon as nothing moves for a moment. The
 * threads are made afresh for each execution, or are the same two all along and meet at a barrier, spinning, so that
 * they begin as nearly at once as can be.
 */
final class ThreadsContest implements Contest {
    private static final long NANOS_A_SECOND = 1_000_000_000L;
    private static final long WATCHDOG_MILLIS = 10;
    private static final int SPINS_MAX = 2000;

    private static final int[][][] WRITES = {PageLocks.writes(0), PageLocks.writes(1)};

    private final boolean fresh;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final AtomicLong arrived = new AtomicLong();
    private final AtomicLong finished = new AtomicLong();
    private volatile MonitorPages subject = new MonitorPages.Ordered();
    private volatile boolean broken;

    ThreadsContest(boolean fresh) {
        this.fresh = fresh;
    }

    @Override
    public void sound(long seed, int seconds, Findings findings) throws InterruptedException {
        long half = seconds * NANOS_A_SECOND / 2;
        if (!fresh) {
            startPool();
        }
        runUntil(System.nanoTime() + half);
        long before = executions();
        Moment begin = Moment.now();
        runUntil(begin.nanos() + half);
        findings.rates(executions() - before, begin, Moment.now());
    }

    @Override
    public void broken(long seed, int seconds, Findings findings) throws InterruptedException {
        broken = true;
        long begin = System.nanoTime();
        if (!fresh) {
            startPool();
        }
        if (runUntil(begin + seconds * NANOS_A_SECOND)) {
            findings.millis(Findings.MILLIS_TO_DEADLOCK, System.nanoTime() - begin);
            findings.say(Findings.EXECUTIONS_TO_DEADLOCK, executions() + 1);
        } else {
            findings.say(Findings.EXECUTIONS_IN_VAIN, executions());
        }
    }

    private long executions() {
        return finished.get() / PageLocks.TASKS;
    }

    /** Whether there is a deadlock before that time. */
    private boolean runUntil(long end) throws InterruptedException {
        while (System.nanoTime() < end) {
            if (fresh ? runOnFreshThreads() : watch()) {
                return true;
            }
        }
        return false;
    }

    private boolean runOnFreshThreads() throws InterruptedException {
        MonitorPages pages = newSubject();
        Thread[] pair = new Thread[PageLocks.TASKS];
        for (int task = 0; task < pair.length; task++) {
            int own = task;
            pair[task] = new Thread(() -> write(pages, own));
        }
        for (Thread thread : pair) {
            thread.start();
        }
        for (Thread thread : pair) {
            do {
                thread.join(WATCHDOG_MILLIS);
                if (thread.isAlive() && isDeadlocked()) {
                    return true;
                }
            } while (thread.isAlive());
        }
        return false;
    }

    private boolean watch() throws InterruptedException {
        long before = finished.get();
        Thread.sleep(WATCHDOG_MILLIS);
        return finished.get() == before && isDeadlocked();
    }

    private boolean isDeadlocked() {
        return threads.findDeadlockedThreads() != null;
    }

    private MonitorPages newSubject() {
        return broken ? new MonitorPages.Broken() : new MonitorPages.Ordered();
    }

    private void write(MonitorPages pages, int task) {
        pages.writeAll(WRITES[task]);
        finished.incrementAndGet();
    }

    private void startPool() {
        for (int task = 0; task < PageLocks.TASKS; task++) {
            int own = task;
            Thread thread = new Thread(() -> workForEver(own));
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void workForEver(int task) {
        long target = 0;
        while (true) {
            target += PageLocks.TASKS;
            if (task == 0) {
                spinUntil(finished, target - PageLocks.TASKS);
                subject = newSubject();
            }
            arrived.incrementAndGet();
            spinUntil(arrived, target);
            write(subject, task);
        }
    }

    private static void spinUntil(AtomicLong counter, long target) {
        int spins = 0;
        while (counter.get() < target) {
            if (++spins < SPINS_MAX) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }
}
