package dev.faultline.kernel;

import dev.faultline.hardware.Footprint;
import dev.faultline.hardware.StepKind;
import dev.faultline.spi.vm.Branch;

/**
 * Signals from outside. How many may come is set beforehand; whether one has come is chosen by the port whenever a call asks, which is
 * all that it can know of one. A task that has got one has it until its call returns, and is then rid of it, as of one
 * that it handles. Where none may come nothing is asked and no step taken.
 */
final class SignalQueue {
    private final Machine machine;
    private boolean mayCome;
    private int left;
    private int pending;

    SignalQueue(Machine machine) {
        this.machine = machine;
    }

    void reset() {
        mayCome = false;
        left = 0;
        pending = 0;
    }

    void mayRaise(int times) {
        mayCome = times > 0;
        left = times;
    }

    /** Whether a signal has come since the task's call began. */
    boolean isPending(Task task) {
        if (!mayCome) {
            return false;
        }
        task.step(StepKind.CHECK_SIGNAL, task.number());
        machine.footprint().writes(Footprint.DISK_TAIL);
        if ((pending & task.bit()) == 0 && left > 0 && machine.port().choose(task.number(), 2) == 1) {
            left--;
            pending |= task.bit();
            machine.trace().signalled(task.number());
            task.reached(Branch.SIGNALLED);
        }
        boolean has = (pending & task.bit()) != 0;
        task.note(has ? "finds that a signal has come" : "finds no signal");
        return has;
    }

    /** The task's call has returned. */
    void handled(Task task) {
        pending &= ~task.bit();
    }
}
