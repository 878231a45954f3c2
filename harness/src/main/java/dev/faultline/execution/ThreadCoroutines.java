package dev.faultline.execution;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Coroutines as platform threads that hand a baton straight to each other. A thread is started when its coroutine is
 * first entered and lives on from one execution to the next. Whoever waits for the baton parks at once: spinning takes
 * the core away from the one who has it wherever there are fewer cores than threads, and was slower by half at 100
 * rounds and by ten times at 2000 on two busy cores.
 */
final class ThreadCoroutines extends Coroutines {
    private final @Nullable Runner[] runners;
    private final Body body;
    private final Baton outside = new Baton();
    private volatile Thread carrier = Thread.currentThread();

    ThreadCoroutines(int count, Body body) {
        this.body = body;
        runners = new Runner[count];
    }

    @Override
    void enter(int first) {
        outside.owner = Thread.currentThread();
        pass(first);
        outside.await();
    }

    @Override
    void transfer(int from, int to) {
        Runner self = runner(from);
        pass(to);
        self.baton.await();
    }

    private void pass(int to) {
        if (to == OUTSIDE) {
            outside.pass();
        } else {
            Runner runner = runner(to);
            carrier = runner;
            runner.baton.pass();
        }
    }

    private Runner runner(int coroutine) {
        Runner runner = runners[coroutine];
        if (runner == null) {
            runner = new Runner(coroutine, body);
            runners[coroutine] = runner;
            runner.start();
        }
        return runner;
    }

    @Override
    void replace(int coroutine) {
        runners[coroutine] = null;
    }

    @Override
    Thread carrier() {
        return carrier;
    }

    @Override
    int coroutineOn(long threadId) {
        for (Runner runner : runners) {
            if (runner != null && runner.getId() == threadId) {
                return runner.coroutine;
            }
        }
        return -1;
    }

    @Override
    void close() {
        for (Runner runner : runners) {
            if (runner != null) {
                runner.leaving = true;
                runner.baton.pass();
            }
        }
    }

    /** The right to run, as seen by the one who waits for it. */
    private static final class Baton {
        private volatile boolean here;
        private @Nullable Thread owner;

        void pass() {
            here = true;
            LockSupport.unpark(owner);
        }

        void await() {
            while (!here) {
                LockSupport.park(this);
            }
            here = false;
        }
    }

    /** The thread of one coroutine. */
    private static final class Runner extends Thread {
        private final Baton baton = new Baton();
        private final int coroutine;
        private final Body body;
        private volatile boolean leaving;

        Runner(int coroutine, Body body) {
            super(null, null, "faultline-task-" + coroutine, 0, false);
            this.coroutine = coroutine;
            this.body = body;
            baton.owner = this;
            setDaemon(true);
        }

        @Override
        public void run() {
            baton.await();
            while (!leaving) {
                body.run(coroutine);
            }
        }
    }
}
