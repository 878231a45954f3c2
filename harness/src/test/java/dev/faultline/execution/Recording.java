package dev.faultline.execution;

import dev.faultline.hardware.Footprint;
import dev.faultline.hardware.Nondeterminism;
import dev.faultline.kernel.Machine;
import dev.faultline.kernel.Oops;
import dev.faultline.law.Laws;
import dev.faultline.schedule.Scheduler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes down a run step by step: who took each, what it touched, what its task saw in it, who could go on after it,
 * and, where it may have changed places with the one before, the state in which it left the machine.
 */
final class Recording extends Forwarding implements Scheduler {
    /** One step. */
    static final class Taken {
        final int task;
        final List<Integer> choices = new ArrayList<>();
        final StringBuilder seen = new StringBuilder();
        final long[] footprint = new long[Footprint.LENGTH];
        boolean waited;
        int enabledAfter;
        String state = "";

        Taken(int task) {
            this.task = task;
        }

        boolean isOfTheDisk() {
            return task == Nondeterminism.DISK;
        }

        /** All that its task did and saw. */
        String words() {
            return "task " + task + ": " + seen;
        }
    }

    private final Scheduler decides;
    private final int ignored;
    private final int swapped;
    final List<Taken> steps = new ArrayList<>();
    private @Nullable Machine machine;
    private int tasks;
    private boolean over;
    int enabledFirst;

    /** @param ignored words of the footprints that are taken for empty */
    Recording(Scheduler decides, Laws laws, int ignored) {
        this(decides, laws, ignored, -1);
    }

    /** @param swapped the index of a step that changed places with the next */
    Recording(Scheduler decides, Laws laws, int ignored, int swapped) {
        super(laws);
        this.decides = decides;
        this.ignored = ignored;
        this.swapped = swapped;
    }

    private void forget(long[] footprint) {
        for (int word = 0; word < footprint.length; word++) {
            if ((ignored & 1 << word % Footprint.WORDS) != 0) {
                footprint[word] = 0;
            }
        }
    }

    private Taken last() {
        return steps.get(steps.size() - 1);
    }

    private void see(String what) {
        if (!steps.isEmpty()) {
            last().seen.append(what).append("; ");
        }
    }

    /** Whether a step and the next are of different tasks, the second was possible before the first, and they do not conflict. */
    boolean mayChangePlaces(int index) {
        Taken one = steps.get(index);
        Taken two = steps.get(index + 1);
        return one.task != two.task
                && (enabledBefore(index) & 1 << two.task) != 0
                && !Footprint.conflict(one.footprint, 0, two.footprint, 0);
    }

    int enabledBefore(int index) {
        return index == 0 ? enabledFirst : steps.get(index - 1).enabledAfter;
    }

    @Override
    public void begin(int count) {
        tasks = count;
        decides.begin(count);
    }

    @Override
    public int next(int enabled, int current, int[] pendingSteps) {
        return decides.next(enabled, current, pendingSteps);
    }

    @Override
    public int choose(int task, int bound) {
        int value = decides.choose(task, bound);
        last().choices.add(value);
        return value;
    }

    @Override
    public boolean watches() {
        return true;
    }

    @Override
    public boolean avoidsWaiting() {
        return true;
    }

    @Override
    public boolean took(int task, Footprint footprint, int enabled) {
        if (task == STOP) {
            enabledFirst = enabled;
        } else {
            Taken step = last();
            over = enabled == 0;
            step.waited = footprint.hasWaited();
            step.enabledAfter = enabled;
            footprint.copyTo(step.footprint, 0);
            forget(step.footprint);
            int before = steps.size() - 2;
            if (before >= 0 && (swapped < 0 ? mayChangePlaces(before) : swapped == before)) {
                step.state = MachineState.of(machine, existing());
            }
        }
        return !decides.watches() || decides.took(task, footprint, enabled);
    }

    /** The tasks that have taken a step. */
    private int existing() {
        int existing = 0;
        for (Taken step : steps) {
            existing |= 1 << step.task;
        }
        return existing & (1 << tasks) - 1;
    }

    @Override
    public void starts(Program program, Machine newMachine) {
        machine = newMachine;
        over = false;
        steps.clear();
        super.starts(program, newMachine);
    }

    @Override
    public void granted(int task, int step, int time) {
        super.granted(task, step, time);
        if (over) {
            return;
        }
        steps.add(new Taken(task));
        see(StepText.of(step));
    }

    @Override
    public void operationBegins(int task, int index, int time) {
        see("begins " + index);
        super.operationBegins(task, index, time);
    }

    @Override
    public void operationEnds(int task, int index, int result, int time) {
        see("ends " + index + " with " + result);
        super.operationEnds(task, index, result, time);
    }

    @Override
    public void userLoad(int task, int space, int address, int cell) {
        see("load " + address + " " + cell);
        super.userLoad(task, space, address, cell);
    }

    @Override
    public void userStore(int task, int space, int address, int cell) {
        see("store " + address + " " + cell);
        super.userStore(task, space, address, cell);
    }

    @Override
    public void readFailed(int file, int index) {
        see("read failed");
        super.readFailed(file, index);
    }

    @Override
    public void frameFreed(int frame) {
        see("freed " + frame);
        super.frameFreed(frame);
    }

    @Override
    public void oops(int task, Oops.Kind kind, String what) {
        see("oops " + kind);
        super.oops(task, kind, what);
    }
}
