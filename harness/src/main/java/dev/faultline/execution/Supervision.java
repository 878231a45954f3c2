package dev.faultline.execution;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Watches a conductor from outside. It keeps no clock and sends no signal: each step increments a plain counter, which is all that the watched side
 * pays, and the watcher looks at it a few times in every period that it allows.
 */
final class Supervision {
    private static final VarHandle BEATS;
    private static final VarHandle RUNNING;
    private static final int LOOKS_A_PERIOD = 8;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(Conductor.class, MethodHandles.lookup());
            BEATS = lookup.findVarHandle(Conductor.class, "beats", int.class);
            RUNNING = lookup.findVarHandle(Conductor.class, "running", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Conductor conductor;
    private final long nanosAllowed;

    Supervision(Conductor conductor, Duration stuckAfter) {
        if (stuckAfter.isNegative() || stuckAfter.isZero()) {
            throw new IllegalArgumentException(
                    "the time after which a run counts as stuck must be positive: " + stuckAfter);
        }
        this.conductor = conductor;
        nanosAllowed = stuckAfter.toNanos();
    }

    <T> T call(Callable<T> work, Function<Ending.Stuck, T> ifStuck) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(null, task, "faultline-execution", 0, false);
        thread.setDaemon(true);
        thread.start();
        long looked = System.nanoTime();
        int beats = beats();
        while (true) {
            try {
                return task.get(nanosAllowed / LOOKS_A_PERIOD + 1, TimeUnit.NANOSECONDS);
            } catch (TimeoutException stillRunning) {
                int now = beats();
                if (now != beats || !isRunning()) {
                    beats = now;
                    looked = System.nanoTime();
                } else if (System.nanoTime() - looked >= nanosAllowed) {
                    return ifStuck.apply(conductor.giveUp());
                }
            } catch (ExecutionException e) {
                throw unchecked(Objects.requireNonNullElse(e.getCause(), e));
            } catch (InterruptedException e) {
                conductor.giveUp();
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while an execution was running", e);
            }
        }
    }

    private int beats() {
        return (int) BEATS.getOpaque(conductor);
    }

    private boolean isRunning() {
        return (int) RUNNING.getOpaque(conductor) != Conductor.NOBODY;
    }

    private static RuntimeException unchecked(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException exception ? exception : new IllegalStateException(cause);
    }
}
