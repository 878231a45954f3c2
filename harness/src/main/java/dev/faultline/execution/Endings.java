package dev.faultline.execution;

import dev.faultline.schedule.Scheduler;
import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The endings that carry nothing, and how to say where a thread is. */
final class Endings {
    static final Ending COMPLETED = new Ending.Completed();
    static final Ending VIOLATED = new Ending.Violated();
    static final Ending STOPPED = new Ending.Stopped();

    static final Observer NO_OBSERVER = new Observer() {};
    static final Scheduler NO_SCHEDULER = new Scheduler() {
        @Override
        public void begin(int tasks) {}

        @Override
        public int next(int enabled, int current, int[] pendingSteps) {
            return STOP;
        }

        @Override
        public int choose(int task, int bound) {
            return STOP;
        }
    };

    private static final Set<String> CALLERS = Set.of(MachineSubject.class.getName(), Conductor.class.getName());

    private Endings() {}

    /** The Java lock that a thread waits for, where the JVM can tell whose it is. */
    static Ending.@Nullable JavaLock awaitedBy(Thread thread, Coroutines coroutines) {
        ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(thread.getId());
        LockInfo lock = info == null ? null : info.getLockInfo();
        return lock == null || info.getLockOwnerId() < 0
                ? null
                : new Ending.JavaLock(lock.getClassName(), coroutines.coroutineOn(info.getLockOwnerId()));
    }

    /** The stack of a thread down to where an operation was called. */
    static List<StackTraceElement> stackOf(Thread thread) {
        List<StackTraceElement> stack = new ArrayList<>();
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (CALLERS.contains(frame.getClassName())) {
                break;
            }
            stack.add(frame);
        }
        return stack;
    }
}
