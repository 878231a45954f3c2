package dev.faultline.report;

import dev.faultline.execution.Backend;
import dev.faultline.execution.Ending;
import dev.faultline.execution.Execution;
import dev.faultline.execution.Program;
import dev.faultline.execution.StepLog;
import dev.faultline.execution.Wait;
import dev.faultline.hardware.Nondeterminism;
import dev.faultline.hardware.Step;
import dev.faultline.hardware.StepKind;
import dev.faultline.law.Laws;
import dev.faultline.law.Violation;
import dev.faultline.report.Interleaving.Row;
import dev.faultline.report.Interleaving.Weight;
import dev.faultline.scenario.Scenario;
import dev.faultline.schedule.Replay;
import dev.faultline.schedule.Schedule;
import dev.faultline.spi.CopyStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A run made again with everything written down that a report tells: explorations keep numbers only, so the words are made here, once, for the run that
 * matters.
 *
 * @param violation the law that the run broke, or null
 * @param divergence where the run left its schedule, or null
 * @param steps the steps, as a replay file lists them
 */
public record Retelling(
        @Nullable Violation violation,
        Replay.@Nullable Divergence divergence,
        List<String> steps,
        Interleaving interleaving) {

    /** Steps that a reader rarely wants to see one by one. What changes nothing but a task's own view is among them. */
    private static final Set<StepKind> MINOR = EnumSet.of(
            StepKind.YIELD,
            StepKind.READ_FLAGS,
            StepKind.WAIT_FOLIO,
            StepKind.LOOK_UP,
            StepKind.WALK,
            StepKind.READ_VMA,
            StepKind.READ_SIZE,
            StepKind.REFERENCE_FOLIO,
            StepKind.KMAP);

    /** Runs {@code scenario} as {@code schedule} says. */
    public static Retelling of(CopyStrategy strategy, Scenario scenario, Schedule schedule, Duration stuckAfter) {
        Laws laws = new Laws(strategy.guarantee());
        Recorder recorder = new Recorder(laws);
        Replay replay = new Replay(schedule);
        Program program = Program.of(scenario);
        try (Execution execution = new Execution(strategy, Backend.best())) {
            Ending ending = execution.run(program, replay, recorder, stuckAfter);
            Replay.Divergence divergence = replay.divergence();
            Violation violation = ending instanceof Ending.Stopped ? null : laws.judge(ending);
            Interleaving interleaving = interleaving(scenario, execution.log(), recorder, ending);
            return new Retelling(violation, divergence, List.copyOf(recorder.steps()), interleaving);
        }
    }

    /** Whether the run kept to its schedule and broke this law. */
    public boolean tells(String law) {
        return divergence == null && violation != null && violation.law().equals(law);
    }

    private static Interleaving interleaving(Scenario scenario, StepLog log, Recorder recorder, Ending ending) {
        int disk = scenario.tasks().size();
        boolean diskTakesPart = log.entries().stream().anyMatch(entry -> entry.task() == Nondeterminism.DISK);
        List<String> columns = new ArrayList<>();
        scenario.tasks().forEach(task -> columns.add(task.name()));
        if (diskTakesPart) {
            columns.add("disk");
        }
        List<Row> rows = new ArrayList<>();
        String[] held = new String[disk + 1];
        Arrays.fill(held, "");
        for (StepLog.Entry entry : log.entries()) {
            int column = entry.task() == Nondeterminism.DISK ? disk : entry.task();
            held[column] = recorder.heldAfter(entry.time(), held[column]);
            rows.add(new Row(entry.time(), column, entry.text().replace("\u2192", "->"), held[column], weight(entry)));
        }
        if (ending instanceof Ending.Deadlocked deadlocked) {
            deadlocked.waits().forEach(wait -> tellWait(scenario, wait, rows));
        }
        return new Interleaving(columns, rows);
    }

    /** Says of the last step of a waiter, which it never took, what it waits for. */
    private static void tellWait(Scenario scenario, Wait wait, List<Row> rows) {
        for (int i = rows.size() - 1; i >= 0; i--) {
            Row row = rows.get(i);
            if (row.column() == wait.task()) {
                boolean untold = row.text().equals("waits for " + wait.waitsFor());
                String text = (untold ? "" : row.text() + ", ") + waits(scenario, wait);
                rows.set(i, new Row(row.time(), row.column(), text, row.held(), Weight.MAJOR));
                return;
            }
        }
    }

    private static String waits(Scenario scenario, Wait wait) {
        if (wait.holders().isEmpty()) {
            return "waits for " + wait.waitsFor() + ", and nobody is left to end that";
        }
        String holders = wait.holders().stream()
                .map(holder -> holder == wait.task() ? "itself" : StepText.taskName(scenario, holder))
                .collect(Collectors.joining(" and "));
        return "waits for " + wait.waitsFor() + ", held by " + holders;
    }

    private static Weight weight(StepLog.Entry entry) {
        return MINOR.contains(Step.kind(entry.step())) ? Weight.MINOR : Weight.MAJOR;
    }

    /** @throws ReplayFileException when this is not the run that was recorded; it names where they part, and the file */
    public void requireSameAs(ReplayFile recorded, String file) {
        Difference.check(recorded, this, file);
    }
}
