package dev.faultline.kernel;

import dev.faultline.spi.vm.PageFault;

/** The way into the page fault: the mmap lock, and the policy under it ({@link PageFault}). */
final class FaultHandler {
    private final Machine machine;

    FaultHandler(Machine machine) {
        this.machine = machine;
    }

    /** Handles a fault of a task's own memory: 0 when the access is to be tried again, or a signal. */
    int handle(Task task, int virtualPage, boolean store) {
        AddressSpace space = task.user();
        task.mightSleep("handles a page fault");
        if (task.recording()) {
            task.note("faults on " + space.name(virtualPage * machine.pageSize(), machine.pageSize()));
        }
        space.mmapLock().lockShared(task);
        int result = resolve(task, space, virtualPage, store);
        space.mmapLock().unlockShared(task);
        return result;
    }

    /** As {@link #handle}, with the mmap lock held. */
    int resolve(Task task, AddressSpace space, int virtualPage, boolean store) {
        return machine.policy().fault(task.vm(), machine.geometry().page(space.number(), virtualPage), store);
    }
}
