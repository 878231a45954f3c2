package dev.faultline.kernel;

import dev.faultline.hardware.Footprint;
import dev.faultline.hardware.StepKind;
import dev.faultline.spi.vm.Branch;

/**
 * Room on the disk. A page that has no block, because it is a hole or lies past the end of the file, needs room for one
 * before a write may count on it; the disk may be full just then. How often it may be is set beforehand, and each time
 * the port chooses. Where it never may be, nothing is asked and no step taken.
 */
final class BlockSpace {
    private final Machine machine;
    private boolean mayBeFull;
    private int refusals;

    BlockSpace(Machine machine) {
        this.machine = machine;
    }

    void reset() {
        mayBeFull = false;
        refusals = 0;
    }

    void mayRefuse(int times) {
        mayBeFull = times > 0;
        refusals = times;
    }

    /** Sets room aside for a page of a file; false when the disk is full. */
    boolean reserve(Task task, FileInode file, int index) {
        if (!mayBeFull) {
            return true;
        }
        task.step(StepKind.MAP_BLOCK, CacheIndex.slot(file, index));
        machine.footprint().writes(Footprint.DISK_TAIL);
        boolean room = file.hasRoom(index) || !(refusals > 0 && machine.port().choose(task.number(), 2) == 1);
        if (room) {
            file.setRoom(index);
        } else {
            refusals--;
            machine.trace().spaceRefused(task.number());
            task.reached(Branch.SPACE_REFUSED);
        }
        if (task.recording()) {
            task.note((room ? "has room for " : "finds the disk full, without room for ") + file + ":" + index);
        }
        return room;
    }
}
