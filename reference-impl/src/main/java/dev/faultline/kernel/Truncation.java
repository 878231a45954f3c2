package dev.faultline.kernel;

import dev.faultline.hardware.StepKind;
import dev.faultline.spi.vm.Branch;
import dev.faultline.spi.vm.Truncating;

/**
 * Changing a file's size. Under the range, inode and invalidate locks, all exclusive: set the size, so that no fault
 * maps a page past it any more, and let the policy take away what lies behind ({@link Truncating}). A size that the
 * file has already is set like a smaller one: what was stored past the end of the last page goes, as on Linux.
 */
final class Truncation {
    private final Machine machine;

    Truncation(Machine machine) {
        this.machine = machine;
    }

    void run(Task task, FileInode file, int size) {
        file.rangeLock().lock(task, 0, Integer.MAX_VALUE, true);
        file.inodeLock().lockExclusive(task);
        file.invalidateLock().lockExclusive(task);
        task.step(StepKind.WRITE_SIZE, file.number());
        boolean cuts = size <= file.currentSize();
        file.resize(size, Integer.MAX_VALUE, machine.memory());
        if (task.recording()) {
            task.note("sets the size of " + file + " to " + size);
        }
        if (cuts) {
            task.reached(Branch.FILE_CUT);
            machine.policy().truncate(task.vm(), file, size);
        }
        file.invalidateLock().unlockExclusive(task);
        file.inodeLock().unlockExclusive(task);
        file.rangeLock().unlock(task, 0, Integer.MAX_VALUE);
    }
}
