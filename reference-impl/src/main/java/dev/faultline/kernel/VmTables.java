package dev.faultline.kernel;

import dev.faultline.hardware.Pte;
import dev.faultline.spi.vm.Tables;
import dev.faultline.spi.vm.VmFolio;

/** The page tables for one task's procedures. */
final class VmTables implements Tables {
    private final Machine machine;
    private final Task task;

    VmTables(Machine machine, Task task) {
        this.machine = machine;
        this.task = task;
    }

    private AddressSpace space(int page) {
        machine.requirePage(task, page, "uses the entry of");
        return machine.spaceOf(page);
    }

    private void requireLive(int entry) {
        if (Pte.isPresent(entry)) {
            machine.requireLive(task, Pte.frame(entry), "maps");
        }
    }

    @Override
    public void enter(int page) {
        machine.procedures().reverseMap().enter(task, space(page), machine.virtualPageOf(page));
    }

    @Override
    public void hold(int page) {
        space(page).pageTableLock().hold(task);
    }

    @Override
    public void drop(int page) {
        AddressSpace space = space(page);
        if (!space.pageTableLock().isHeldBy(task)) {
            throw task.oops(Oops.Kind.BAD_UNLOCK, "drops a page table lock that it does not hold");
        }
        space.pageTableLock().drop(task);
    }

    @Override
    public boolean isHeld(int page) {
        return space(page).pageTableLock().isHeldBy(task);
    }

    @Override
    public boolean isFree(int page) {
        AddressSpace.PageTableLock lock = space(page).pageTableLock();
        boolean free = lock.isFree() || lock.isHeldBy(task);
        return free && !(machine.sharesTables() && isHeldBySharer(page));
    }

    private boolean isHeldBySharer(int page) {
        return machine.procedures().reverseMap().holder(task, space(page), machine.virtualPageOf(page)) != null;
    }

    @Override
    public int entry(int page) {
        return space(page).pageTable().get(machine.virtualPageOf(page));
    }

    @Override
    public void set(int page, int entry) {
        AddressSpace space = space(page);
        requireLive(entry);
        space.pageTable().set(machine.virtualPageOf(page), entry);
    }

    @Override
    public void install(int page, int entry) {
        AddressSpace space = space(page);
        requireLive(entry);
        machine.procedures().reverseMap().install(space, machine.virtualPageOf(page), entry);
    }

    @Override
    public void clear(int page) {
        AddressSpace space = space(page);
        int entry = space.pageTable().get(machine.virtualPageOf(page));
        if (!Pte.isPresent(entry)) {
            throw task.oops(Oops.Kind.BAD_ARGUMENT, "clears an entry that is not present");
        }
        space.pageTable().set(machine.virtualPageOf(page), Pte.ABSENT);
        for (int rest = space.pageTable().sharers(machine.virtualPageOf(page)); rest != 0; rest &= rest - 1) {
            int sharer = machine.geometry().page(Integer.numberOfTrailingZeros(rest), machine.virtualPageOf(page));
            machine.memory().removeMapping(Pte.frame(entry), sharer);
            task.gather().addPage(sharer);
        }
        task.gather().addFrame(Pte.frame(entry));
    }

    @Override
    public void move(int from, int to) {
        AddressSpace space = space(from);
        int entry = space.pageTable().get(machine.virtualPageOf(from));
        if (space(to) != space || !Pte.isPresent(entry) || Pte.isPresent(entry(to))) {
            throw task.oops(Oops.Kind.BAD_ARGUMENT, "moves an entry from or to where it cannot be moved");
        }
        space.pageTable().set(machine.virtualPageOf(from), Pte.ABSENT);
        machine.memory().removeMapping(Pte.frame(entry), from);
        machine.procedures().reverseMap().install(space, machine.virtualPageOf(to), entry);
        task.gather().addPage(from);
    }

    @Override
    public void addMapping(int page, int frame) {
        space(page);
        machine.requireLive(task, frame, "lists");
        machine.memory().addMapping(frame, page);
    }

    @Override
    public void removeMapping(int page, int frame) {
        space(page);
        machine.requireLive(task, frame, "lists");
        machine.memory().removeMapping(frame, page);
    }

    @Override
    public int writable(int page) {
        return (space(page).protection(machine.virtualPageOf(page)) & Vma.WRITE) != 0 ? Pte.WRITABLE : 0;
    }

    @Override
    public void unmap(VmFolio folio, int frame) {
        machine.requireLive(task, frame, "unmaps");
        machine.procedures().reverseMap().unmap(task, (CacheFolio) folio, frame);
    }

    @Override
    public void writeProtect(VmFolio folio) {
        machine.procedures().reverseMap().protect(task, (CacheFolio) folio);
    }

    @Override
    public int fileMappings(VmFolio folio) {
        return machine.procedures().reverseMap().fileEntries((CacheFolio) folio);
    }
}
