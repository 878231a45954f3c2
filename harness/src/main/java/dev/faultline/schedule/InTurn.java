package dev.faultline.schedule;

import dev.faultline.hardware.Nondeterminism;
import dev.faultline.hardware.Step;
import dev.faultline.hardware.StepKind;

/** One operation after the other, the tasks in turn; nothing overlaps unless it must. The disk never waits. */
public final class InTurn implements Scheduler {
    private int last = -1;

    @Override
    public void begin(int tasks) {
        last = -1;
    }

    @Override
    public int next(int enabled, int current, int[] pendingSteps) {
        if ((enabled & 1 << Nondeterminism.DISK) != 0) {
            return Nondeterminism.DISK;
        }
        int under = enabled;
        for (int task = 0; task < Nondeterminism.DISK; task++) {
            boolean begins = Step.kind(pendingSteps[task]) == StepKind.BEGIN_OPERATION;
            under &= begins ? ~(1 << task) : ~0;
        }
        if (under != 0) {
            return Integer.numberOfTrailingZeros(under);
        }
        int behind = last < 0 ? enabled : enabled & -(2 << last);
        return Integer.numberOfTrailingZeros(behind != 0 ? behind : enabled);
    }

    @Override
    public void granted(int task, int step) {
        if (Step.kind(step) == StepKind.BEGIN_OPERATION) {
            last = task;
        }
    }

    @Override
    public int choose(int task, int bound) {
        return 0;
    }
}
