package dev.faultline.kernel;

import dev.faultline.spi.Errno;
import dev.faultline.spi.vm.Forking;

/** Making a process: the parent's mmap lock, the child's mappings, and the policy for their pages ({@link Forking}). */
final class Fork {
    private final Machine machine;

    Fork(Machine machine) {
        this.machine = machine;
    }

    /** The number of the child's space, or {@link Errno#ENOMEM}. */
    int run(Task task) {
        AddressSpace parent = task.user();
        parent.mmapLock().lockExclusive(task);
        if (machine.spaces().size() == machine.geometry().spaces()) {
            parent.mmapLock().unlockExclusive(task);
            return Errno.ENOMEM;
        }
        AddressSpace child = machine.createSpace();
        child.copyMappings(parent);
        int first = machine.geometry().page(parent.number(), 0);
        int childFirst = machine.geometry().page(child.number(), 0);
        boolean copied = machine.policy().fork(task.vm(), first, childFirst, parent.pages());
        if (!copied) {
            discard(task, child);
        }
        parent.mmapLock().unlockExclusive(task);
        return copied ? child.number() : Errno.ENOMEM;
    }

    private void discard(Task task, AddressSpace child) {
        for (int page = 0; page < child.pages(); page++) {
            machine.procedures().reverseMap().zapOwn(task, child, page);
            child.setVma(page, null, 0);
        }
        task.gather().flush();
        task.gather().freeFrames();
    }
}
