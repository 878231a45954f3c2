package dev.faultline.kernel;

import dev.faultline.hardware.StepKind;

/** Copies out of the frames that wait in a pipe, a few bytes a step: no address is translated, and nothing can fault. */
final class PipeAccess {
    private final Machine machine;

    PipeAccess(Machine machine) {
        this.machine = machine;
    }

    int copy(Task task, Addressable to, int offset, UserVector from, int length) {
        to.check(offset, length);
        int wanted = Math.min(length, from.remaining());
        int copied = 0;
        while (copied < wanted) {
            int frame = from.frame();
            task.step(StepKind.COPY, frame);
            task.stores().drainBefore(frame);
            int bytes = Math.min(machine.geometry().copyUnit(), Math.min(wanted - copied, from.segmentRemaining()));
            for (int i = 0; i < bytes; i++) {
                to.write(offset + copied + i, load(task, frame, from.address() + i, from.moved() + i));
            }
            if (task.recording()) {
                task.note("copies " + bytes + (bytes == 1 ? " byte" : " bytes") + " of pipe " + from.pipe() + " → "
                        + to.at(offset + copied));
            }
            from.advance(bytes);
            copied += bytes;
        }
        return copied;
    }

    /** A byte of a frame, which is the {@code index}-th of those handed to the call. */
    int load(Task task, int frame, int offset, int index) {
        machine.footprint().writesEverything();
        int cell = machine.memory().read(frame, offset);
        machine.trace().pipeLoad(task.number(), index, cell);
        return cell;
    }
}
