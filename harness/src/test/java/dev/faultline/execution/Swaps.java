package dev.faultline.execution;

import dev.faultline.execution.Exactly.Turn;
import dev.faultline.execution.Recording.Taken;
import dev.faultline.law.Laws;
import dev.faultline.law.Violation;
import dev.faultline.scenario.Scenario;
import dev.faultline.schedule.Scheduler;
import dev.faultline.spi.CopyStrategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes a run again with two neighbouring steps in the other order, for all neighbours of different tasks whose
 * footprints say that the order does not matter, and compares.
 */
final class Swaps {
    /** Runs longer than this cost more than they tell. */
    private static final int STEPS_MAX = 400;

    private final CopyStrategy strategy;
    private final Execution execution;
    private final Laws laws;
    /** Words of the footprints that are taken for empty. */
    private final int ignored;

    final List<String> differences = new ArrayList<>();
    int swaps;
    int ofTheDisk;
    int afterWaits;
    int withChoices;

    Swaps(CopyStrategy strategy, Execution execution, int ignored) {
        this.strategy = strategy;
        this.execution = execution;
        this.ignored = ignored;
        laws = new Laws(strategy.guarantee());
    }

    void tryAll(Scenario scenario, Scheduler scheduler) {
        Program program = Program.of(scenario);
        Recording run = new Recording(scheduler, laws, ignored);
        String end = end(execution.run(program, run, run));
        for (int i = 0; i + 1 < run.steps.size() && run.steps.size() <= STEPS_MAX; i++) {
            if (run.mayChangePlaces(i)) {
                count(run.steps.get(i), run.steps.get(i + 1));
                String difference = swap(program, run, i, end);
                if (!difference.isEmpty()) {
                    String order = run.steps.get(i).words() + "then "
                            + run.steps.get(i + 1).words() + "or before it";
                    differences.add(strategy.name() + ", " + scenario + order + ": " + difference);
                }
            }
        }
    }

    private void count(Taken one, Taken two) {
        swaps++;
        ofTheDisk += one.isOfTheDisk() || two.isOfTheDisk() ? 1 : 0;
        afterWaits += one.waited || two.waited ? 1 : 0;
        withChoices += one.choices.isEmpty() && two.choices.isEmpty() ? 0 : 1;
    }

    private String swap(Program program, Recording run, int at, String end) {
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < run.steps.size(); i++) {
            Taken taken = run.steps.get(place(i, at));
            turns.add(new Turn(taken.task, taken.choices));
        }
        Exactly exactly = new Exactly(turns);
        Recording other = new Recording(exactly, laws, ignored, at);
        String otherEnd = end(execution.run(program, other, other));
        if (!exactly.isApplicable()) {
            return "it is not possible any more after " + other.steps.size() + " of " + turns.size() + " steps";
        }
        String difference = difference(run, other, at);
        return difference.isEmpty() ? MachineState.difference(end, otherEnd) : difference;
    }

    private static int place(int index, int at) {
        return index == at ? at + 1 : index == at + 1 ? at : index;
    }

    private String end(Ending ending) {
        Violation violation = laws.judge(ending);
        String verdict = violation == null ? ending.getClass().getSimpleName() : violation.law() + violation.title();
        return verdict + "\n" + MachineState.of(execution.machine(), 0);
    }

    private String difference(Recording run, Recording other, int at) {
        for (int i = 0; i < run.steps.size(); i++) {
            Taken one = run.steps.get(place(i, at));
            Taken two = other.steps.get(i);
            if (!one.words().equals(two.words())) {
                return "step " + i + " is " + two.words();
            } else if (ignored == 0 && !Arrays.equals(one.footprint, two.footprint)) {
                return "step " + i + " has another footprint: " + two.words();
            } else if (i != at && run.steps.get(i).enabledAfter != two.enabledAfter) {
                return "others can go on after step " + i;
            }
        }
        return MachineState.difference(run.steps.get(at + 1).state, other.steps.get(at + 1).state);
    }
}
