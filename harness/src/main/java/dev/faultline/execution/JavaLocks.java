package dev.faultline.execution;

import java.io.IOException;

/**
 * Whether a strategy may take Java's own locks, judged by its class files and those next to them that they call. Such a
 * lock belongs to a thread. Continuations share one, so to the JVM a second task that takes the lock is the same owner
 * once more, and goes right through; on a thread of its own it waits, as it would in earnest. So a strategy that may
 * take one is run on threads.
 */
final class JavaLocks {
    private static final String LOCKS = "java/util/concurrent/locks/";

    private static final ClassValue<Boolean> KNOWN = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> strategy) {
            return search(strategy);
        }
    };

    private JavaLocks() {}

    static boolean mayBeTakenBy(Class<?> strategy) {
        return KNOWN.get(strategy);
    }

    private static boolean search(Class<?> strategy) {
        try {
            return ClassWalk.finds(strategy, JavaLocks::isTakenIn);
        } catch (IOException | RuntimeException unreadable) {
            return true;
        }
    }

    private static boolean isTakenIn(ClassScan scan) {
        return scan.usesMonitors() || scan.called().stream().anyMatch(called -> called.startsWith(LOCKS));
    }
}
