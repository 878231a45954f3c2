package dev.faultline.kernel;

import dev.faultline.hardware.StepKind;
import dev.faultline.spi.Errno;

/**
 * {@code mremap} to a place that is free. Under the mmap lock, exclusive, the pages are mapped at both places while the
 * policy moves what the page table has of them ({@link dev.faultline.spi.vm.Moving}), and at the new one only from then
 * on. They keep what they show and what they allow. Pages that are not all of one mapping, with one protection, are not
 * moved, as in Linux before 6.17. Lower tables that are shared, at either place, become the space's own first.
 */
final class Move {
    private final Machine machine;

    Move(Machine machine) {
        this.machine = machine;
    }

    /** 0, {@link Errno#EFAULT}, or {@link Errno#EINVAL} when the new place is not free. */
    int run(Task task, String name, int from, int pages, int to) {
        AddressSpace space = task.user();
        space.mmapLock().lockExclusive(task);
        int result = !isOne(space, from, pages) ? Errno.EFAULT : isFree(space, to, pages) ? 0 : Errno.EINVAL;
        if (result == 0) {
            move(task, space, name, from, pages, to);
        }
        space.mmapLock().unlockExclusive(task);
        return result;
    }

    private static boolean isOne(AddressSpace space, int from, int pages) {
        Vma vma = space.vma(from);
        for (int page = from; page < from + pages; page++) {
            if (vma == null || space.vma(page) != vma || space.protection(page) != space.protection(from)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFree(AddressSpace space, int to, int pages) {
        boolean free = to >= 0 && to + pages <= space.pages();
        for (int page = to; free && page < to + pages; page++) {
            free = space.vma(page) == null;
        }
        return free;
    }

    private void move(Task task, AddressSpace space, String name, int from, int pages, int to) {
        for (int page = 0; page < pages; page++) {
            machine.procedures().reverseMap().ownTable(task, space, from + page);
            machine.procedures().reverseMap().ownTable(task, space, to + page);
        }
        task.step(StepKind.CHANGE_VMA, space.number());
        space.moveVma(from, to, pages, name);
        task.note("establishes mapping", name);
        int first = machine.geometry().page(space.number(), 0);
        machine.policy().move(task.vm(), first + from, first + to, pages);
        task.step(StepKind.CHANGE_VMA, space.number());
        for (int page = from; page < from + pages; page++) {
            space.setVma(page, null, 0);
        }
        machine.procedures().reverseMap().note(task, "removes the mapping at", space, from);
    }
}
