package dev.faultline.execution;

import dev.faultline.hardware.Geometry;
import dev.faultline.scenario.Layout;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.Scenario;
import dev.faultline.scenario.TaskSpec;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A scenario made ready to be run many times: everything that an execution needs as numbers. Files, processes and tasks
 * are numbered in order of declaration. Immutable, so that workers may share it.
 */
public final class Program {
    private final Layout layout;
    private final Geometry geometry;
    private final Call[][] calls;
    private final int[] processes;
    private final int[] cpus;
    private final int[] pagesMax;
    private final Bounds bounds;

    private Program(Layout layout) {
        this.layout = layout;
        geometry = layout.geometry();
        List<TaskSpec> tasks = layout.scenario().tasks();
        calls = new Call[tasks.size()][];
        processes = new int[calls.length];
        cpus = new int[calls.length];
        for (int task = 0; task < calls.length; task++) {
            processes[task] = layout.processOfTask(task);
            cpus[task] = layout.cpuOf(task);
            calls[task] = tasks.get(task).operations().stream()
                    .map(operation -> CallBuilder.build(layout, operation))
                    .toArray(Call[]::new);
        }
        pagesMax = IntStream.range(0, layout.scenario().files().size())
                .map(layout::pagesMax)
                .toArray();
        bounds = Bounds.of(geometry, calls);
    }

    private Program(Program patient, Bounds bounds) {
        layout = patient.layout;
        geometry = patient.geometry;
        calls = patient.calls;
        processes = patient.processes;
        cpus = patient.cpus;
        pagesMax = patient.pagesMax;
        this.bounds = bounds;
    }

    /**
     * The same, but a call that does not return is given up much earlier. Up to there runs are the same, so a livelock
     * found this way is to be found again in the patient program before it is believed.
     */
    public Program impatient() {
        return new Program(this, bounds.impatient());
    }

    public static Program of(Scenario scenario) {
        return new Program(Layout.of(scenario));
    }

    public Scenario scenario() {
        return layout.scenario();
    }

    public Layout layout() {
        return layout;
    }

    public Geometry geometry() {
        return geometry;
    }

    public int tasks() {
        return calls.length;
    }

    /** How many operations the task has. */
    public int operations(int task) {
        return calls[task].length;
    }

    public Call call(int task, int index) {
        return calls[task][index];
    }

    /** The operation as written in the scenario. */
    public Operation operation(int task, int index) {
        return scenario().tasks().get(task).operations().get(index);
    }

    /** The process that the task runs in, or -1 for a kernel thread. */
    public int processOf(int task) {
        return processes[task];
    }

    public int cpuOf(int task) {
        return cpus[task];
    }

    /** How many pages the file has at its largest in any run. */
    int pagesMax(int file) {
        return pagesMax[file];
    }

    Bounds bounds() {
        return bounds;
    }
}
