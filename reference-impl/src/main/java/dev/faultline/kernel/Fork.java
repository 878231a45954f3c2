package dev.faultline.kernel;

import dev.faultline.hardware.PhysicalMemory;
import dev.faultline.hardware.Pte;
import dev.faultline.spi.Errno;

/**
 * Making a process that sees the same bytes. Under the parent's mmap lock every private frame becomes read-only in both and the parent's TLB
 * entries are flushed, so that the first store on either side copies. A pinned frame is copied for the child at once: the parent must keep the very
 * frame that the kernel or a device is still reading or filling (Linux 5.12, commit 70e806e4e645). Shared mappings are left to be faulted in again.
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
        AddressSpace child = machine.createSpace();
        child.copyMappings(parent);
        boolean copied = true;
        for (int page = 0; page < parent.pages() && copied; page++) {
            copied = copyPage(task, parent, child, page);
        }
        task.gather().flush(task);
        parent.mmapLock().unlockExclusive(task);
        return copied ? child.number() : Errno.ENOMEM;
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
        if (machine.memory().pins(Pte.frame(pte)) > 0) {
            return copyPinned(task, child, page, pte);
        }
        parent.pageTable().set(page, pte & ~Pte.WRITABLE);
        task.gather().addPage(machine.geometry().page(parent.number(), page));
        machine.memory().get(Pte.frame(pte));
        reverseMap.install(child, page, pte & ~Pte.WRITABLE);
        reverseMap.note(task, "shares with the child, read-only,", parent, page);
        return true;
    }

    private boolean copyPinned(Task task, AddressSpace child, int page, int pte) {
        int copy = machine.memory().allocate();
        if (copy == PhysicalMemory.NONE) {
            return false;
        }
        machine.procedures().copyOnWrite().copyFrame(task, copy, Pte.frame(pte));
        machine.procedures().reverseMap().install(child, page, Pte.of(copy, pte & (Pte.DIRTY | Pte.ACCESSED | Pte.FORBIDDEN)));
        return true;
    }
}
