package dev.faultline.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Does the same work on several threads. They are daemons: one that a strategy never gives back is left behind. */
final class Crew {
    private static final long PROGRESS_MILLIS = 250;

    private Crew() {}

    /**
     * Returns when all are done, and fails as the first of them failed, if any.
     *
     * @param ifFailed told at once when one of them fails, so that the others can be stopped
     * @param meanwhile called a few times a second
     */
    static void run(int workers, Runnable work, Consumer<String> ifFailed, Runnable meanwhile) {
        AtomicReference<@Nullable Throwable> trouble = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            Thread thread = new Thread(() -> runOrNote(work, ifFailed, trouble), "faultline-worker-" + (i + 1));
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
        meanwhile.run();
        for (Thread thread : threads) {
            await(thread, meanwhile);
        }
        Throwable failed = trouble.get();
        if (failed != null) {
            throw failed instanceof RuntimeException exception ? exception : new IllegalStateException(failed);
        }
    }

    private static void runOrNote(
            Runnable work, Consumer<String> ifFailed, AtomicReference<@Nullable Throwable> trouble) {
        try {
            work.run();
        } catch (Throwable e) {
            trouble.compareAndSet(null, e);
            ifFailed.accept("a worker failed");
        }
    }

    private static void await(Thread thread, Runnable meanwhile) {
        try {
            while (thread.isAlive()) {
                thread.join(PROGRESS_MILLIS);
                meanwhile.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while exploring", e);
        }
    }
}
