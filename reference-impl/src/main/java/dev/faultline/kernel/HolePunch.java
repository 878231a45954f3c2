package dev.faultline.kernel;

import dev.faultline.spi.Errno;

/**
 * Taking bytes out of the middle of a file. Under the range lock of these bytes and the inode and invalidate locks, all
 * exclusive, so that nothing is read in or written meanwhile, the policy does it ({@link
 * dev.faultline.spi.vm.Punching}). Nothing is done where the file has ended before, as in Linux's ext4: what was stored
 * there in the last page stays, and never becomes content.
 */
final class HolePunch {
    private final Machine machine;

    HolePunch(Machine machine) {
        this.machine = machine;
    }

    int run(Task task, FileInode file, int from, int to) {
        file.rangeLock().lock(task, from, to, true);
        file.inodeLock().lockExclusive(task);
        file.invalidateLock().lockExclusive(task);
        boolean done = from >= file.currentSize() || machine.policy().punch(task.vm(), file, from, to);
        file.invalidateLock().unlockExclusive(task);
        file.inodeLock().unlockExclusive(task);
        file.rangeLock().unlock(task, from, to);
        return done ? 0 : Errno.ENOMEM;
    }
}
