package dev.faultline.kernel;

import dev.faultline.hardware.Cell;
import dev.faultline.hardware.PhysicalMemory;
import dev.faultline.hardware.Pte;
import java.util.Objects;

/** What is in memory before the first step of a run: pages of files in the cache, and mappings, filled or not. */
final class Furnishing {
    private final Machine machine;

    Furnishing(Machine machine) {
        this.machine = machine;
    }

    void cache(FileInode file, int index, boolean dirty) {
        CacheFolio folio = Objects.requireNonNull(
                machine.folios().take(machine.memory().allocate()), "no frame left to cache " + file + ":" + index);
        int pageSize = machine.pageSize();
        for (int i = 0; i < pageSize; i++) {
            int offset = index * pageSize + i;
            boolean changed = dirty && offset < file.currentSize();
            int cell = changed ? Cell.of(Cell.Origin.CACHE, file.number(), 0, offset) : file.diskCell(offset);
            machine.memory().write(folio.frame(), i, cell);
        }
        folio.attach(file, index);
        folio.setUptodate();
        folio.setDirty(dirty);
        folio.put();
        file.setFolio(index, folio);
        machine.procedures().directReclaim().used(folio);
    }

    void map(AddressSpace space, Vma vma, int page, int pages, int protection, int region) {
        for (int i = 0; i < pages; i++) {
            space.setVma(page + i, vma, protection);
            if (region >= 0 && vma.kind() == Vma.Kind.ANONYMOUS) {
                fill(space, page + i, protection, region, i * machine.pageSize());
            }
        }
    }

    private void fill(AddressSpace space, int page, int protection, int region, int offset) {
        int frame = machine.memory().allocate();
        if (frame == PhysicalMemory.NONE) {
            throw new IllegalArgumentException("no frame left to fill page " + page + " of process " + space.number());
        }
        for (int i = 0; i < machine.pageSize(); i++) {
            machine.memory().write(frame, i, Cell.of(Cell.Origin.FILL, space.number(), region, offset + i));
        }
        int allowed = (protection & Vma.WRITE) != 0 ? Pte.WRITABLE : protection == 0 ? Pte.FORBIDDEN : 0;
        space.pageTable().set(page, Pte.of(frame, allowed | Pte.DIRTY | Pte.ACCESSED | Pte.EXCLUSIVE));
        machine.memory().addMapping(frame, machine.geometry().page(space.number(), page));
    }
}
