package dev.faultline.kernel;

import dev.faultline.hardware.StepKind;

/**
 * The calls that change what is mapped. {@code mmap}, {@code munmap} and {@code mprotect} hold the mmap lock
 * exclusively from the change of the mapping to the end of the shootdown; {@code madvise(DONTNEED)} changes no mapping
 * and holds it shared, and keeps faults from filling the page again, while a TLB may still show the old one, by the
 * page table's lock.
 */
final class Mapping {
    private final Machine machine;
    private final ReverseMap reverseMap;
    private final FaultHandler faultHandler;

    Mapping(Machine machine, ReverseMap reverseMap, FaultHandler faultHandler) {
        this.machine = machine;
        this.reverseMap = reverseMap;
        this.faultHandler = faultHandler;
    }

    /**
     * Maps pages that are not mapped; with {@code populate} faults them in before anyone else may change the mappings.
     */
    void map(Task task, Vma vma, int pages, int protection, boolean populate) {
        AddressSpace space = task.user();
        space.mmapLock().lockExclusive(task);
        task.step(StepKind.CHANGE_VMA, space.number());
        for (int page = vma.page(); page < vma.page() + pages; page++) {
            space.setVma(page, vma, protection);
        }
        task.note("establishes mapping", vma.name());
        for (int page = vma.page(); populate && page < vma.page() + pages; page++) {
            faultHandler.resolve(task, space, page, (protection & Vma.WRITE) != 0);
        }
        space.mmapLock().unlockExclusive(task);
    }

    void unmap(Task task, int first, int pages) {
        AddressSpace space = task.user();
        space.mmapLock().lockExclusive(task);
        for (int page = first; page < first + pages; page++) {
            reverseMap.zapOwn(task, space, page);
        }
        task.step(StepKind.CHANGE_VMA, space.number());
        for (int page = first; page < first + pages; page++) {
            space.setVma(page, null, 0);
        }
        reverseMap.note(task, "removes the mapping at", space, first);
        task.gather().flush();
        task.gather().freeFrames();
        space.mmapLock().unlockExclusive(task);
    }

    /** Changes pages up to the first that is not mapped; false when there is one, as Linux says ENOMEM then. */
    boolean protect(Task task, int first, int pages, int protection) {
        AddressSpace space = task.user();
        space.mmapLock().lockExclusive(task);
        task.step(StepKind.CHANGE_VMA, space.number());
        int end = first;
        while (end < first + pages && space.vma(end) != null) {
            space.setVma(end, space.vma(end), protection);
            end++;
        }
        for (int page = first; page < end; page++) {
            reverseMap.protectEntry(task, space, page, space.protection(page));
        }
        task.gather().flush();
        space.mmapLock().unlockExclusive(task);
        return end == first + pages;
    }

    /** Drops what all pages hold that are mapped; false when one is not. */
    boolean dontNeed(Task task, int first, int pages) {
        AddressSpace space = task.user();
        space.mmapLock().lockShared(task);
        task.step(StepKind.READ_VMA, space.number());
        boolean mapped = true;
        for (int page = first; page < first + pages; page++) {
            mapped &= space.vma(page) != null;
        }
        for (int page = first; page < first + pages; page++) {
            reverseMap.ownTable(task, space, page);
        }
        space.pageTableLock().pass(task);
        space.pageTableLock().hold(task);
        for (int page = first; page < first + pages; page++) {
            reverseMap.zap(task, space, page);
        }
        task.gather().flush();
        space.pageTableLock().drop(task);
        task.gather().freeFrames();
        space.mmapLock().unlockShared(task);
        return mapped;
    }

    /** The end of a task; the last of a process takes the mappings with it. */
    void exit(Task task) {
        if (task.user().removeTask() == 0) {
            unmap(task, 0, task.user().pages());
        }
    }
}
