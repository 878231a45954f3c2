package dev.faultline.report;

import dev.faultline.execution.Forwarding;
import dev.faultline.execution.Observer;
import dev.faultline.execution.Program;
import dev.faultline.hardware.Nondeterminism;
import dev.faultline.kernel.Machine;
import dev.faultline.kernel.Task;
import dev.faultline.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Watches one run for a report and lets the laws watch it too: which steps were taken, and what each task held after each of its own. What a
 * step did to the locks shows when the next one is granted.
 */
final class Recorder extends Forwarding {
    private final List<String> steps = new ArrayList<>();
    private final List<String> held = new ArrayList<>();
    private @Nullable Machine machine;
    private @Nullable Scenario scenario;
    private int last = -1;

    Recorder(Observer laws) {
        super(laws);
    }

    /** The steps, as a replay file lists them. */
    List<String> steps() {
        return steps;
    }

    /** What the task of the step at {@code time} held after it, empty for nothing; of the very last step it is not known. */
    String heldAfter(int time, String otherwise) {
        return time >= 1 && time <= held.size() ? held.get(time - 1) : otherwise;
    }

    @Override
    public boolean recording() {
        return true;
    }

    @Override
    public void starts(Program program, Machine ready) {
        machine = ready;
        scenario = program.scenario();
        super.starts(program, ready);
    }

    @Override
    public void granted(int task, int step, int time) {
        look();
        if (scenario != null) {
            steps.add(StepText.of(scenario, task, step));
        }
        last = task;
        super.granted(task, step, time);
    }

    private void look() {
        if (machine != null && last >= 0) {
            held.add(last == Nondeterminism.DISK ? "" : locks(machine.task(last)));
        }
    }

    private static String locks(Task task) {
        String locks = task.lockNames()
                .replaceAll("the lock of folio (\\S+?)", "folio $1")
                .replaceAll("the (\\S+) lock of (?:process )?(\\S+?)", "$1 $2");
        if (task.preemptionDisabled() == 0) {
            return locks;
        }
        return locks.isEmpty() ? "no preemption" : locks + ", no preemption";
    }
}
