package dev.faultline.kernel;

import dev.faultline.hardware.Nondeterminism;
import dev.faultline.hardware.Waitable;
import org.jspecify.annotations.Nullable;

/** The port of a machine that nobody schedules: tasks run to the end of their calls one after the other. */
final class AlonePort implements Nondeterminism {
    private @Nullable Disk disk;

    void runs(Disk disk) {
        this.disk = disk;
    }

    @Override
    public void preempt(int task, int step) {}

    @Override
    public int choose(int task, int bound) {
        return 0;
    }

    @Override
    public void await(int task, Waitable waitable) {
        while (!waitable.ready(task)) {
            if (disk == null || !disk.pending()) {
                throw new IllegalStateException("task " + task + " would wait for ever for " + waitable.describe());
            }
            disk.advance();
        }
    }
}
