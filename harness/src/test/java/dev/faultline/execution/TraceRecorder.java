package dev.faultline.execution;

import dev.faultline.hardware.Footprint;
import dev.faultline.schedule.Scheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes down a run as a trace: its steps in the first of all orders, by the numbers of the tasks, that differ from the
 * one they were taken in only by exchanges of neighbours that do not conflict. Two runs are of one trace exactly if the
 * text is the same.
 */
final class TraceRecorder implements Scheduler {
    private final Scheduler decides;
    private final List<Integer> tasks = new ArrayList<>();
    private final List<long[]> footprints = new ArrayList<>();
    private final Map<Integer, String> choices = new TreeMap<>();

    TraceRecorder(Scheduler decides) {
        this.decides = decides;
    }

    @Override
    public void begin(int count) {
        tasks.clear();
        footprints.clear();
        choices.clear();
        decides.begin(count);
    }

    @Override
    public int next(int enabled, int current, int[] pendingSteps) {
        return decides.next(enabled, current, pendingSteps);
    }

    @Override
    public int choose(int task, int bound) {
        int value = decides.choose(task, bound);
        choices.merge(task, " " + value, String::concat);
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
        if (task != STOP) {
            long[] copy = new long[Footprint.LENGTH];
            footprint.copyTo(copy, 0);
            tasks.add(task);
            footprints.add(copy);
        }
        return !decides.watches() || decides.took(task, footprint, enabled);
    }

    @Override
    public void stuck(int task, Footprint footprint) {
        decides.stuck(task, footprint);
    }

    @Override
    public void end() {
        decides.end();
    }

    List<Integer> tasks() {
        return List.copyOf(tasks);
    }

    /** Whether a step and the next may change places. */
    boolean commutes(int step) {
        return step + 1 < tasks.size() && !dependent(step, step + 1);
    }

    private boolean dependent(int a, int b) {
        return tasks.get(a).equals(tasks.get(b)) || Footprint.conflict(footprints.get(a), 0, footprints.get(b), 0);
    }

    String trace() {
        StringBuilder text = new StringBuilder();
        boolean[] written = new boolean[tasks.size()];
        for (int count = 0; count < written.length; count++) {
            int first = firstPossible(written);
            written[first] = true;
            text.append(tasks.get(first)).append(' ');
        }
        return text.append(choices).toString();
    }

    private int firstPossible(boolean[] written) {
        int best = -1;
        for (int step = 0; step < written.length; step++) {
            boolean better = best < 0 || tasks.get(step) < tasks.get(best);
            if (!written[step] && better && isPossible(step, written)) {
                best = step;
            }
        }
        return best;
    }

    private boolean isPossible(int step, boolean[] written) {
        for (int before = 0; before < step; before++) {
            if (!written[before] && dependent(before, step)) {
                return false;
            }
        }
        return true;
    }
}
