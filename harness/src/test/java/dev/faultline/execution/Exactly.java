package dev.faultline.execution;

import dev.faultline.hardware.Footprint;
import dev.faultline.schedule.Scheduler;
import java.util.List;

/** Lets tasks take their steps in a given order, with given choices, or stops the run where that is not possible. */
final class Exactly implements Scheduler {
    /** Who takes a step, and what is chosen in it. */
    record Turn(int task, List<Integer> choices) {}

    private final List<Turn> turns;
    private int position;
    private int choice;
    private boolean applicable = true;

    Exactly(List<Turn> turns) {
        this.turns = turns;
    }

    /** Whether everything could be done as given. */
    boolean isApplicable() {
        return applicable && position == turns.size();
    }

    @Override
    public void begin(int tasks) {
        position = 0;
        choice = 0;
    }

    @Override
    public int next(int enabled, int current, int[] pendingSteps) {
        boolean possible =
                position < turns.size() && (enabled & 1 << turns.get(position).task()) != 0;
        applicable &= possible;
        return possible ? turns.get(position).task() : STOP;
    }

    @Override
    public int choose(int task, int bound) {
        List<Integer> choices = position < turns.size() ? turns.get(position).choices() : List.of();
        boolean possible = choice < choices.size() && choices.get(choice) < bound;
        applicable &= possible;
        return possible ? choices.get(choice++) : STOP;
    }

    @Override
    public boolean watches() {
        return true;
    }

    @Override
    public boolean took(int task, Footprint footprint, int enabled) {
        if (task == STOP) {
            return true;
        }
        applicable &= position < turns.size() && turns.get(position).task() == task;
        position++;
        choice = 0;
        return applicable;
    }
}
