package dev.faultline.execution;

/** What carries the tasks of an execution. Nothing but speed depends on it. */
public enum Backend {
    /**
     * The JDK's one-shot delimited continuations: 21 and later, started with {@code --add-exports
     * java.base/jdk.internal.vm=ALL-UNNAMED}.
     */
    CONTINUATIONS,
    /** Pooled platform threads that hand a baton to each other. */
    THREADS;

    /** Whether it can be used in this JVM. */
    public boolean isAvailable() {
        return this == THREADS || Continuations.AVAILABLE;
    }

    /** The fastest that is available. */
    public static Backend best() {
        return CONTINUATIONS.isAvailable() ? CONTINUATIONS : THREADS;
    }
}
