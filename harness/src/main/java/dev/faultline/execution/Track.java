package dev.faultline.execution;

import dev.faultline.hardware.Nondeterminism;
import dev.faultline.kernel.Machine;
import dev.faultline.spi.Errno;
import dev.faultline.spi.vm.Signals;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What one run did, so that another can be held against it: every step with who took it, and what every operation returned. */
public final class Track extends Forwarding {
    private static final long RESULT = 1L << 62;
    private static final long INT = 0xffff_ffffL;
    private static final int TASK_BITS = 5;
    private static final int TASK = (1 << TASK_BITS) - 1;

    private long[] events = new long[256];
    private int size;
    private @Nullable Program program;
    private @Nullable Machine machine;

    /** @param next watches too */
    public Track(Observer next) {
        super(next);
    }

    @Override
    public void starts(Program ready, Machine set) {
        program = ready;
        machine = set;
        size = 0;
        super.starts(ready, set);
    }

    @Override
    public void granted(int task, int step, int time) {
        add((step & INT) << TASK_BITS | task);
        super.granted(task, step, time);
    }

    @Override
    public void operationEnds(int task, int index, int result, int time) {
        add(RESULT | (result & INT) << TASK_BITS | task);
        super.operationEnds(task, index, result, time);
    }

    private void add(long event) {
        if (size == events.length) {
            events = Arrays.copyOf(events, 2 * size);
        }
        events[size++] = event;
    }

    /** Where {@code second} parts from this run, in words; null when it does not. */
    public @Nullable String difference(Track second) {
        int at = Arrays.mismatch(events, 0, size, second.events, 0, second.size);
        if (at < 0) {
            return null;
        }
        int step = 1;
        for (int i = 0; i < at; i++) {
            step += (events[i] & RESULT) == 0 ? 1 : 0;
        }
        return "at step " + step + " " + told(at) + " the first time, and " + second.told(at) + " the second";
    }

    private String told(int at) {
        Program run = program;
        Machine set = machine;
        if (at == size || run == null || set == null) {
            return "the run ended";
        }
        int task = (int) (events[at] & TASK);
        String who = task == Nondeterminism.DISK
                ? "the disk"
                : run.scenario().tasks().get(task).name();
        int what = (int) (events[at] >>> TASK_BITS);
        return who + (events[at] >= RESULT ? " returned " + result(what) : " " + set.words(what));
    }

    private static String result(int result) {
        boolean signal = result == Signals.SIGSEGV || result == Signals.SIGBUS;
        return signal ? Signals.name(result) : result < 0 ? Errno.name(result) : Integer.toString(result);
    }
}
