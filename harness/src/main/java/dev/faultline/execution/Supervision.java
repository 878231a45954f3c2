package dev.faultline.execution;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Watches a conductor from outside. It keeps no clock and sends no signal: each step increments a plain counter, which
 * is all that the watched side pays, and the watcher looks at it a few times in every period that it allows.
 */
final class Supervision {
    private static final VarHandle BEATS;
    private static final VarHandle RUNNING;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int LOOKS_A_PERIOD = 8;
    private static final int CPU_SHARE = 10;

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
    private @Nullable Thread lastCarrier;
    private long since;
    private long cpuSince;
    private int beats;

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
        while (true) {
            try {
                return task.get(nanosAllowed / LOOKS_A_PERIOD + 1, TimeUnit.NANOSECONDS);
            } catch (TimeoutException stillRunning) {
                if (isStuck()) {
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

    /**
     * One look. A task that has not run for want of a core is not stuck: it must have waited for something, or used
     * some of the time.
     */
    private boolean isStuck() {
        int now = beats();
        Thread carrier = conductor.carrier();
        if (now != beats || !isRunning() || carrier != lastCarrier) {
            beats = now;
            lastCarrier = carrier;
            since = System.nanoTime();
            cpuSince = cpuTime(carrier);
            return false;
        }
        return System.nanoTime() - since >= nanosAllowed
                && (carrier.getState() != Thread.State.RUNNABLE
                        || cpuTime(carrier) - cpuSince >= nanosAllowed / CPU_SHARE);
    }

    /** What the thread has used of the processor, or the time of day where that cannot be told. */
    private static long cpuTime(Thread thread) {
        return THREADS.isThreadCpuTimeSupported() ? THREADS.getThreadCpuTime(thread.getId()) : System.nanoTime();
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
