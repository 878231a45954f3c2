package dev.faultline.law;

import dev.faultline.execution.Ending;
import dev.faultline.execution.Program;
import dev.faultline.text.OneLine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A strategy that throws, or that runs off where no step is taken: its own fault, and never the harness's. */
final class Breakdown {
    private static final int FRAMES_TOLD = 12;
    private static final String OWN_PACKAGE = "dev.faultline.execution.";

    private final Program program;

    Breakdown(Program program) {
        this.program = program;
    }

    Violation crash(Ending.Crashed ending) {
        return new Violation(
                Violation.CRASH,
                call(ending.task(), ending.operation()) + " threw "
                        + ending.cause().getClass().getSimpleName(),
                "a count or an errno",
                OneLine.of(ending.cause()),
                frames(List.of(ending.cause().getStackTrace())));
    }

    Violation stuck(Ending.Stuck ending) {
        if (ending.exits()) {
            return exit(ending);
        }
        return new Violation(
                Violation.STUCK,
                call(ending.task(), ending.operation()) + " takes no step any more",
                "the call returns, or waits for something in the machine",
                where(ending.lock()),
                frames(ending.stack()));
    }

    private Violation exit(Ending.Stuck ending) {
        List<StackTraceElement> stack = ending.stack();
        int from = 0;
        while (!Ending.Stuck.isExit(stack.get(from))) {
            from++;
        }
        return new Violation(
                Violation.STUCK,
                call(ending.task(), ending.operation()) + " calls for the end of the JVM",
                "a count or an errno",
                "it never returns",
                frames(stack.subList(from, stack.size())));
    }

    private String where(Ending.@Nullable JavaLock lock) {
        if (lock == null) {
            return "it loops, or waits for something outside the machine";
        }
        String holder = lock.holder() < 0
                ? "a thread of an earlier run"
                : program.scenario().tasks().get(lock.holder()).name();
        return "it waits for a Java lock, " + lock.type() + ", held by " + holder;
    }

    private static List<String> frames(List<StackTraceElement> stack) {
        List<String> lines = new ArrayList<>();
        for (StackTraceElement frame : stack) {
            if (lines.size() == FRAMES_TOLD || frame.getClassName().startsWith(OWN_PACKAGE)) {
                break;
            }
            lines.add("at " + plain(frame));
        }
        return lines;
    }

    /** The frame without the names of loaders and modules, as in the source. */
    private static StackTraceElement plain(StackTraceElement frame) {
        return new StackTraceElement(
                frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber());
    }

    private String call(int task, int operation) {
        return program.scenario().tasks().get(task).name() + "'s " + program.operation(task, operation);
    }
}
