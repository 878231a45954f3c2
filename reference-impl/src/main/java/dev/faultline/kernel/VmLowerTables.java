package dev.faultline.kernel;

import dev.faultline.hardware.PageTable;
import dev.faultline.hardware.PhysicalMemory;
import dev.faultline.hardware.Pte;
import dev.faultline.spi.vm.LowerTables;

/** The lower page tables for one task's procedures. */
final class VmLowerTables implements LowerTables {
    private final Machine machine;
    private final Task task;

    VmLowerTables(Machine machine, Task task) {
        this.machine = machine;
        this.task = task;
    }

    private PageTable table(int page) {
        machine.requirePage(task, page, "uses the lower table of");
        return machine.spaceOf(page).pageTable();
    }

    private PageTable shared(int page, String verb) {
        if (!isShared(page)) {
            throw task.oops(Oops.Kind.BAD_ARGUMENT, verb + " a lower page table that is not shared");
        }
        return table(page);
    }

    private PageTable left(int page, String verb) {
        PageTable table = shared(page, verb);
        if (!table.isLeftToSomebody(machine.virtualPageOf(page))) {
            throw task.oops(Oops.Kind.BAD_ARGUMENT, verb + " a lower page table that nobody would go on with");
        }
        return table;
    }

    @Override
    public boolean areShared() {
        return machine.sharesTables();
    }

    @Override
    public int first(int page) {
        return page - machine.virtualPageOf(page) % PageTable.LOWER_ENTRIES;
    }

    @Override
    public int end(int page) {
        int virtualPage = machine.virtualPageOf(page);
        int end = virtualPage - virtualPage % PageTable.LOWER_ENTRIES + PageTable.LOWER_ENTRIES;
        return page - virtualPage + Math.min(end, machine.geometry().pagesPerSpace());
    }

    @Override
    public boolean isShared(int page) {
        return machine.sharesTables() && table(page).isWriteProtected(machine.virtualPageOf(page));
    }

    @Override
    public int sharers(int page) {
        return Integer.bitCount(table(page).sharers(machine.virtualPageOf(page)));
    }

    @Override
    public void share(int parent, int child) {
        PageTable mine = table(child);
        if (!areShared() || Integer.bitCount(mine.sharers(machine.virtualPageOf(child))) != 1) {
            throw task.oops(Oops.Kind.BAD_ARGUMENT, "shares a lower page table where it may not");
        }
        PhysicalMemory memory = machine.memory();
        for (int page = first(child); page < end(child); page++) {
            if (Pte.isPresent(mine.get(machine.virtualPageOf(page)))) {
                throw task.oops(Oops.Kind.BAD_ARGUMENT, "shares a lower page table over entries of the child");
            }
            int entry = table(parent).get(machine.virtualPageOf(page));
            if (Pte.isPresent(entry)) {
                memory.addMapping(Pte.frame(entry), page);
            }
        }
        mine.share(table(parent), machine.virtualPageOf(parent));
    }

    @Override
    public void copy(int page, int entry) {
        if (Pte.isPresent(entry)) {
            machine.requireLive(task, Pte.frame(entry), "maps");
        }
        left(page, "copies").copy(machine.virtualPageOf(page), entry);
    }

    @Override
    public void useCopy(int page) {
        left(page, "leaves").useCopy(machine.virtualPageOf(page));
    }

    @Override
    public void permitStores(int page) {
        shared(page, "permits stores to").permitStores(machine.virtualPageOf(page));
    }
}
