package dev.faultline.execution;

import dev.faultline.kernel.Machine;
import dev.faultline.kernel.Oops;
import dev.faultline.spi.vm.Branch;

/** An observer that lets another one watch too; what it overrides, it passes on itself. */
public abstract class Forwarding implements Observer {
    private final Observer next;

    protected Forwarding(Observer next) {
        this.next = next;
    }

    @Override
    public void starts(Program program, Machine machine) {
        next.starts(program, machine);
    }

    @Override
    public void granted(int task, int step, int time) {
        next.granted(task, step, time);
    }

    @Override
    public void operationBegins(int task, int index, int time) {
        next.operationBegins(task, index, time);
    }

    @Override
    public void returnedToUser(int task) {
        next.returnedToUser(task);
    }

    @Override
    public void operationEnds(int task, int index, int result, int time) {
        next.operationEnds(task, index, result, time);
    }

    @Override
    public void atRest(int time) {
        next.atRest(time);
    }

    @Override
    public boolean violated() {
        return next.violated();
    }

    @Override
    public void userLoad(int task, int space, int address, int cell) {
        next.userLoad(task, space, address, cell);
    }

    @Override
    public void pipeReferred(int task, int bytes) {
        next.pipeReferred(task, bytes);
    }

    @Override
    public void userStore(int task, int space, int address, int cell) {
        next.userStore(task, space, address, cell);
    }

    @Override
    public void pipeOffered(int task, int bytes) {
        next.pipeOffered(task, bytes);
    }

    @Override
    public void pipeLoad(int task, int index, int cell) {
        next.pipeLoad(task, index, cell);
    }

    @Override
    public void pipeTaken(int task, int bytes) {
        next.pipeTaken(task, bytes);
    }

    @Override
    public void readFailed(int file, int index) {
        next.readFailed(file, index);
    }

    @Override
    public void frameRefused(int task) {
        next.frameRefused(task);
    }

    @Override
    public void transferredShort(int task) {
        next.transferredShort(task);
    }

    @Override
    public void signalled(int task) {
        next.signalled(task);
    }

    @Override
    public void spaceRefused(int task) {
        next.spaceRefused(task);
    }

    @Override
    public void frameFreed(int frame) {
        next.frameFreed(frame);
    }

    @Override
    public void oops(int task, Oops.Kind kind, String what) {
        next.oops(task, kind, what);
    }

    @Override
    public void reached(Branch branch) {
        next.reached(branch);
    }

    @Override
    public boolean recording() {
        return next.recording();
    }

    @Override
    public void note(int task, String text) {
        next.note(task, text);
    }
}
