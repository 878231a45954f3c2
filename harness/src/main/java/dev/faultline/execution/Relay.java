package dev.faultline.execution;

import dev.faultline.kernel.Oops;
import dev.faultline.kernel.Tracepoints;
import dev.faultline.spi.vm.Branch;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a machine, which outlives its observers, and the observer of the day, and keeps from it what happens
 * while tasks are cleared away.
 */
final class Relay implements Tracepoints {
    private Observer observer = Endings.NO_OBSERVER;
    private @Nullable Conductor conductor;
    private long branches;

    void connect(Observer newObserver, Conductor newConductor) {
        observer = newObserver;
        conductor = newConductor;
        branches = 0;
    }

    Observer observer() {
        return observer;
    }

    @Override
    public void userLoad(int task, int space, int address, int cell) {
        if (isOpen()) {
            observer.userLoad(task, space, address, cell);
        }
    }

    @Override
    public void userStore(int task, int space, int address, int cell) {
        if (isOpen()) {
            observer.userStore(task, space, address, cell);
        }
    }

    @Override
    public void pipeReferred(int task, int bytes) {
        if (isOpen()) {
            observer.pipeReferred(task, bytes);
        }
    }

    @Override
    public void pipeOffered(int task, int bytes) {
        if (isOpen()) {
            observer.pipeOffered(task, bytes);
        }
    }

    @Override
    public void pipeLoad(int task, int index, int cell) {
        if (isOpen()) {
            observer.pipeLoad(task, index, cell);
        }
    }

    @Override
    public void pipeTaken(int task, int bytes) {
        if (isOpen()) {
            observer.pipeTaken(task, bytes);
        }
    }

    @Override
    public void readFailed(int file, int index) {
        if (isOpen()) {
            observer.readFailed(file, index);
        }
    }

    @Override
    public void frameRefused(int task) {
        if (isOpen()) {
            observer.frameRefused(task);
        }
    }

    @Override
    public void transferredShort(int task) {
        if (isOpen()) {
            observer.transferredShort(task);
        }
    }

    @Override
    public void signalled(int task) {
        if (isOpen()) {
            observer.signalled(task);
        }
    }

    @Override
    public void spaceRefused(int task) {
        if (isOpen()) {
            observer.spaceRefused(task);
        }
    }

    @Override
    public void frameFreed(int frame) {
        if (isOpen()) {
            observer.frameFreed(frame);
        }
    }

    @Override
    public void oops(int task, Oops.Kind kind, String what) {
        if (isOpen()) {
            observer.oops(task, kind, what);
        }
    }

    /** The branches reached since the last call of {@link #connect}, one bit each. */
    long branches() {
        return branches;
    }

    @Override
    public void reached(Branch branch) {
        if (isOpen()) {
            branches |= 1L << branch.ordinal();
            observer.reached(branch);
        }
    }

    @Override
    public boolean recording() {
        return observer.recording();
    }

    @Override
    public void note(int task, String text) {
        if (conductor != null && isOpen()) {
            conductor.log().note(task, text);
            observer.note(task, text);
        }
    }

    private boolean isOpen() {
        return conductor != null && !conductor.isEnded();
    }
}
