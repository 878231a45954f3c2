package dev.faultline.execution;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's own continuations, {@code jdk.internal.vm.Continuation}, which virtual threads are made of (JEP 444). They
 * are there from JDK 21 on and only for a JVM started with {@code --add-exports java.base/jdk.internal.vm=ALL-UNNAMED},
 * so they are reached by method handles; these are constants to the JIT compiler, which sees through them as through a
 * call.
 */
final class Continuations {
    static final boolean AVAILABLE;

    private static final @Nullable MethodHandle NEW;
    private static final @Nullable MethodHandle RUN;
    private static final @Nullable MethodHandle YIELD;

    static {
        MethodHandle[] handles = find();
        AVAILABLE = handles.length > 0;
        NEW = AVAILABLE ? handles[0] : null;
        RUN = AVAILABLE ? handles[1] : null;
        YIELD = AVAILABLE ? handles[2] : null;
    }

    private Continuations() {}

    /** A continuation that will run {@code body} when it is first run. */
    @SuppressWarnings("NullAway") // present where AVAILABLE
    static Object create(Runnable body) {
        try {
            return (Object) NEW.invokeExact(body);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    /** Runs a continuation until it yields. */
    @SuppressWarnings("NullAway")
    static void run(Object continuation) {
        try {
            RUN.invokeExact(continuation);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    /** Leaves the running continuation; returns when it is run again. */
    @SuppressWarnings("NullAway")
    static void yield() {
        try {
            boolean ignored = (boolean) YIELD.invokeExact();
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    private static MethodHandle[] find() {
        try {
            Lookup lookup = MethodHandles.lookup();
            Class<?> continuation = Class.forName("jdk.internal.vm.Continuation");
            Class<?> scope = Class.forName("jdk.internal.vm.ContinuationScope");
            Object ours = lookup.findConstructor(scope, MethodType.methodType(void.class, String.class))
                    .invoke("faultline");
            MethodHandle make =
                    lookup.findConstructor(continuation, MethodType.methodType(void.class, scope, Runnable.class));
            MethodHandle run = lookup.findVirtual(continuation, "run", MethodType.methodType(void.class));
            MethodHandle yield = lookup.findStatic(continuation, "yield", MethodType.methodType(boolean.class, scope));
            return new MethodHandle[] {
                MethodHandles.insertArguments(make, 0, ours)
                        .asType(MethodType.methodType(Object.class, Runnable.class)),
                run.asType(MethodType.methodType(void.class, Object.class)),
                MethodHandles.insertArguments(yield, 0, ours)
            };
        } catch (Throwable notThere) {
            return new MethodHandle[0];
        }
    }

    private static RuntimeException rethrown(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        if (e instanceof RuntimeException exception) {
            return exception;
        }
        return new IllegalStateException(e);
    }
}
