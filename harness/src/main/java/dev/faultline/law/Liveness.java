package dev.faultline.law;

import dev.faultline.execution.Ending;
import dev.faultline.execution.Program;
import dev.faultline.execution.Wait;
import dev.faultline.hardware.Nondeterminism;
import java.util.ArrayList;
import java.util.List;

/**
 * Every call ends. No cycle in the wait-for graph, nobody waits for a wake-up that nobody is left to give, and a call
 * that got its turn again and again comes to an end, since what may disturb it is finite.
 */
final class Liveness {
    private final Program program;

    Liveness(Program program) {
        this.program = program;
    }

    Violation deadlock(Ending.Deadlocked ending) {
        List<Wait> waits = ending.waits();
        List<String> details = new ArrayList<>();
        for (Wait wait : waits) {
            details.add(words(wait));
        }
        return new Violation(
                Violation.DEADLOCK, title(ending), "every call returns", "none of these can go on, ever", details);
    }

    private String title(Ending.Deadlocked ending) {
        List<Wait> waits = ending.waits();
        if (waits.isEmpty()) {
            return "no task can go on";
        }
        Wait first = waits.get(0);
        if (ending.cycle() && waits.size() == 1) {
            return name(first.task()) + " waits for " + first.waitsFor() + ", which it holds itself";
        } else if (ending.cycle()) {
            return waits.size() + " tasks wait for each other in a circle";
        }
        return waits.size() == 1
                ? name(first.task()) + " waits for " + first.waitsFor() + ", and nobody is left to end the wait"
                : waits.size() + " tasks wait, and nobody is left to wake them";
    }

    private String words(Wait wait) {
        StringBuilder text = new StringBuilder(name(wait.task()));
        if (wait.operation() >= 0
                && wait.task() < program.tasks()
                && wait.operation() < program.operations(wait.task())) {
            text.append(" in ").append(program.operation(wait.task(), wait.operation()));
        }
        String since = wait.since() < 0 ? "" : " since step " + wait.since();
        text.append(" waits").append(since).append(" for ").append(wait.waitsFor());
        return text.append(holders(wait))
                .append(wait.holds().isEmpty() ? "; holds nothing" : "; holds " + wait.holds())
                .toString();
    }

    private String holders(Wait wait) {
        StringBuilder text = new StringBuilder();
        StringBuilder before = new StringBuilder();
        for (int i = 0; i < wait.holders().size(); i++) {
            String name = name(wait.holders().get(i));
            int takenAt = wait.takenAt().get(i);
            if (takenAt == Wait.ASKED_BEFORE) {
                before.append(before.isEmpty() ? ", asked for before by " : " and ")
                        .append(name);
            } else {
                text.append(text.isEmpty() ? ", held by " : " and ")
                        .append(name)
                        .append(takenAt < 0 ? "" : " since step " + takenAt);
            }
        }
        return text.append(before).toString();
    }

    Violation livelock(Ending.Livelocked ending) {
        String call = name(ending.task()) + "'s " + program.operation(ending.task(), ending.operation());
        return new Violation(
                Violation.LIVELOCK,
                call + " never ends",
                "the call returns in a bounded number of steps once nobody disturbs it",
                "it has taken " + ending.steps() + " steps, and every other task had its turns",
                List.of("again and again: " + ending.period()));
    }

    private String name(int task) {
        return task == Nondeterminism.DISK
                ? "the disk"
                : program.scenario().tasks().get(task).name();
    }
}
