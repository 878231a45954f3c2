package dev.faultline.report;

import dev.faultline.hardware.Nondeterminism;
import dev.faultline.hardware.Step;
import dev.faultline.hardware.StepKind;
import dev.faultline.scenario.Scenario;
import dev.faultline.scenario.TaskSpec;
import dev.faultline.text.Nearest;
import dev.faultline.text.OneLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A step in the words of the machine, for the replay file: who takes it, its kind, and the number of the object, for example {@code T1 lock-folio 0}. */
public final class StepText {
    private static final Pattern STEP = Pattern.compile("([^\\s]+) ([^\\s]+) (\\d{1,8})");
    private static final String DISK = "disk";

    private StepText() {}

    public static String of(Scenario scenario, int task, int step) {
        return taskName(scenario, task) + " " + name(Step.kind(step)) + " " + Step.object(step);
    }

    /** What is wrong with a line that should name a step of a run of {@code scenario}; null when nothing is. */
    static @Nullable String complaint(Scenario scenario, String line) {
        Matcher step = STEP.matcher(line);
        if (!step.matches()) {
            return "expected a step such as 'T1 lock-folio 0', found '" + OneLine.of(line) + "'";
        }
        List<String> tasks =
                new ArrayList<>(scenario.tasks().stream().map(TaskSpec::name).toList());
        tasks.add(DISK);
        String task = step.group(1);
        if (!tasks.contains(task)) {
            return "there is no task '" + task + "' in the scenario; there are " + String.join(", ", tasks);
        }
        List<String> kinds =
                Arrays.stream(StepKind.values()).map(StepText::name).toList();
        String kind = step.group(2);
        if (!kinds.contains(kind)) {
            return "there is no kind of step called '" + kind + "'. " + Nearest.sentence(kind, kinds);
        }
        return null;
    }

    private static String name(StepKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String taskName(Scenario scenario, int task) {
        return task == Nondeterminism.DISK ? DISK : scenario.tasks().get(task).name();
    }
}
