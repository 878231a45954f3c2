package dev.faultline.report;

import dev.faultline.execution.Observer;
import dev.faultline.execution.Program;
import dev.faultline.hardware.Nondeterminism;
import dev.faultline.kernel.Machine;
import dev.faultline.kernel.Oops;
import dev.faultline.kernel.Task;
import dev.faultline.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Watches one run for a report and lets the laws watch it too: which steps were taken, and what each task held after each of its own. What a
 * step did to the locks shows when the next one is granted.
 */
final class Recorder implements Observer {
    private final Observer laws;
    private final List<String> steps = new ArrayList<>();
    private final List<String> held = new ArrayList<>();
    private @Nullable Machine machine;
    private @Nullable Scenario scenario;
    private int last = -1;

    Recorder(Observer laws) {
        this.laws = laws;
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
        laws.starts(program, ready);
    }

    @Override
    public void granted(int task, int step, int time) {
        look();
        if (scenario != null) {
            steps.add(StepText.of(scenario, task, step));
        }
        last = task;
        laws.granted(task, step, time);
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

    @Override
    public void operationBegins(int task, int index, int time) {
        laws.operationBegins(task, index, time);
    }

    @Override
    public void returnedToUser(int task) {
        laws.returnedToUser(task);
    }

    @Override
    public void operationEnds(int task, int index, int result, int time) {
        laws.operationEnds(task, index, result, time);
    }

    @Override
    public void atRest(int time) {
        laws.atRest(time);
    }

    @Override
    public boolean violated() {
        return laws.violated();
    }

    @Override
    public void userLoad(int task, int space, int address, int cell) {
        laws.userLoad(task, space, address, cell);
    }

    @Override
    public void userStore(int task, int space, int address, int cell) {
        laws.userStore(task, space, address, cell);
    }

    @Override
    public void readFailed(int file, int index) {
        laws.readFailed(file, index);
    }

    @Override
    public void frameRefused(int task) {
        laws.frameRefused(task);
    }

    @Override
    public void frameFreed(int frame) {
        laws.frameFreed(frame);
    }

    @Override
    public void oops(int task, Oops.Kind kind, String what) {
        laws.oops(task, kind, what);
    }

    @Override
    public void note(int task, String text) {
        laws.note(task, text);
    }
}
