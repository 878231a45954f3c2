package dev.faultline.kernel;

import dev.faultline.spi.vm.Branch;
import dev.faultline.hardware.PhysicalMemory;
import dev.faultline.hardware.Pte;
import dev.faultline.spi.Errno;

/**
 * Making a process that sees the same bytes. Under the parent's mmap lock every private frame becomes read-only in both
 * and the parent's TLB entries are flushed, so that the first store on either side copies. A pinned frame is copied for
 * the child at once: the parent must keep the very frame that the kernel or a device is still reading or filling (Linux
 * 5.12, commit 70e806e4e645). Shared mappings are left to be faulted in again.
 */
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
        boolean copied = true;
        for (int page = 0; page < parent.pages() && copied; page++) {
            copied = copyPage(task, parent, child, page);
        }
        task.gather().flush();
        if (!copied) {
            discard(task, child);
        }
        parent.mmapLock().unlockExclusive(task);
        return copied ? child.number() : Errno.ENOMEM;
    }

    private void discard(Task task, AddressSpace child) {
        for (int page = 0; page < child.pages(); page++) {
            machine.procedures().reverseMap().zap(task, child, page);
            child.setVma(page, null, 0);
        }
        task.gather().flush();
        task.gather().freeFrames();
    }

    private boolean copyPage(Task task, AddressSpace parent, AddressSpace child, int page) {
        Vma vma = parent.vma(page);
        if (vma == null || vma.kind() == Vma.Kind.SHARED || parent.pageTable().get(page) == Pte.ABSENT) {
            return true;
        }
        ReverseMap reverseMap = machine.procedures().reverseMap();
        reverseMap.enter(task, parent, page);
        int pte = parent.pageTable().get(page);
        if (!Pte.isPresent(pte) || vma.isFileBacked() && reverseMap.folioOf(Pte.frame(pte)) != null) {
            return true;
        }
        if (Pte.isExclusive(pte) && machine.memory().pins(Pte.frame(pte)) > 0) {
            return copyPinned(task, parent, child, page, pte);
        }
        int shared = pte & ~(Pte.WRITABLE | Pte.EXCLUSIVE);
        parent.pageTable().set(page, shared);
        task.gather().addPage(machine.geometry().page(parent.number(), page));
        machine.memory().get(Pte.frame(pte));
        reverseMap.install(child, page, shared);
        task.reached(Branch.FORK_SHARED);
        reverseMap.note(task, "shares with the child, read-only,", parent, page);
        return true;
    }

    /** Gives the child a copy, unless a truncation has taken the parent's page away meanwhile. */
    private boolean copyPinned(Task task, AddressSpace parent, AddressSpace child, int page, int pte) {
        int copy = machine.allocateFrame(task);
        if (copy == PhysicalMemory.NONE) {
            return false;
        }
        task.vm().frames().copy(copy, Pte.frame(pte));
        ReverseMap reverseMap = machine.procedures().reverseMap();
        reverseMap.enter(task, parent, page);
        if (!Pte.isPresent(parent.pageTable().get(page))) {
            machine.putFrame(copy);
            return true;
        }
        int flags = pte & (Pte.DIRTY | Pte.ACCESSED | Pte.FORBIDDEN | Pte.EXCLUSIVE);
        reverseMap.install(child, page, Pte.of(copy, flags));
        task.reached(Branch.FORK_COPIED_PINNED);
        reverseMap.note(task, "copies for the child, being pinned,", parent, page);
        return true;
    }
}
