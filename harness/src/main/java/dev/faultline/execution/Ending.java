package dev.faultline.execution;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an execution came out. Texts are made when it ends, never before. */
public sealed interface Ending {

    /** Every task finished all its operations, and the disk is idle. */
    record Completed() implements Ending {}

    /** The observer said that it has seen enough. */
    record Violated() implements Ending {}

    /**
     * Tasks that will never go on.
     *
     * @param waits the cycle, each waiting for the next and the last for the first; or, when there is no cycle, every
     *     task that waits
     * @param cycle whether it is a cycle, found when it closed; otherwise nobody is left who could wake the waiters
     */
    record Deadlocked(List<Wait> waits, boolean cycle) implements Ending {
        public Deadlocked {
            waits = List.copyOf(waits);
        }
    }

    /**
     * A task that did not come to the end of an operation although every other task got its turn.
     *
     * @param steps the steps that it took in this operation
     * @param period the steps that it keeps repeating, or its last steps when they do not repeat
     */
    record Livelocked(int task, int operation, int steps, String period) implements Ending {}

    /** An exception that came out of the strategy, {@link dev.faultline.kernel.Oops} included. */
    record Crashed(int task, int operation, Throwable cause) implements Ending {}

    /**
     * A task that ran, but took no step for longer than allowed: an endless loop, or a wait for something outside the
     * machine.
     *
     * @param stack where it was, innermost first, down to where the strategy was called
     * @param lock the Java lock that it waits for, or null when it waits for none whose owner is known
     */
    record Stuck(
            int task,
            int operation,
            List<StackTraceElement> stack,
            @Nullable JavaLock lock) implements Ending {
        public Stuck {
            stack = List.copyOf(stack);
        }

        /** Whether it called for the end of the JVM, which a worker puts off until all is said. */
        public boolean exits() {
            return stack.stream().anyMatch(Stuck::isExit);
        }

        /** Whether this is the frame that ends the JVM: what is inside it is none of the strategy's. */
        public static boolean isExit(StackTraceElement frame) {
            return frame.getClassName().equals(Runtime.class.getName())
                    && frame.getMethodName().equals("exit");
        }
    }

    /**
     * A monitor or lock of Java's, which the machine knows nothing of.
     *
     * @param type the class of the object
     * @param holder the task that has it, or -1 when that is a thread of an earlier run
     */
    record JavaLock(String type, int holder) {}

    /** The scheduler gave up: a replay met something else than what was recorded. The scheduler knows what. */
    record Stopped() implements Ending {}
}
