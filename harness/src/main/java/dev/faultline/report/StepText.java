package dev.faultline.report;

import dev.faultline.hardware.Nondeterminism;
import dev.faultline.hardware.Step;
import dev.faultline.scenario.Scenario;
import java.util.Locale;

/** A step in the words of the machine, for the replay file: who takes it, its kind, and the number of the object, for example {@code T1 lock-folio 0}. */
public final class StepText {
    private StepText() {}

    public static String of(Scenario scenario, int task, int step) {
        String kind = Step.kind(step).name().toLowerCase(Locale.ROOT).replace('_', '-');
        return taskName(scenario, task) + " " + kind + " " + Step.object(step);
    }

    static String taskName(Scenario scenario, int task) {
        return task == Nondeterminism.DISK ? "disk" : scenario.tasks().get(task).name();
    }
}
