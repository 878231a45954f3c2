package dev.faultline.law;

import dev.faultline.hardware.Pte;
import dev.faultline.kernel.AddressSpace;
import dev.faultline.kernel.CacheFolio;
import dev.faultline.kernel.FileInode;
import dev.faultline.kernel.Machine;

/**
 * A last reader of everything, once all is at rest: each byte of each file and of all mapped memory is looked at, so
 * that a lost write is found although nobody in the program looked.
 */
final class AtRest {
    private final Bench bench;
    private final Machine machine;
    private final MemoryMap map;

    AtRest(Bench bench) {
        this.bench = bench;
        machine = bench.machine();
        map = bench.shadow().map();
    }

    void look() {
        for (int number = 0; number < map.files(); number++) {
            FileInode file = machine.files().get(number);
            int size = file.currentSize();
            for (int offset = 0; offset < size && bench.docket().isEmpty(); offset++) {
                bench.sightings()
                        .inFile(
                                -1,
                                number,
                                offset,
                                machine.fileCell(file, offset),
                                bench.shadow().now());
            }
        }
        for (int space = 0; space < machine.spaces().size(); space++) {
            for (int page = 0; page < map.pagesPerSpace(); page++) {
                look(machine.spaces().get(space), space, page);
            }
        }
    }

    private void look(AddressSpace space, int number, int virtualPage) {
        int page = number * map.pagesPerSpace() + virtualPage;
        int start = virtualPage * map.pageSize();
        if (map.kind(page) == MemoryMap.NOTHING || !machine.isMapped(space, start)) {
            return;
        }
        for (int address = start + seenInFile(space, page, virtualPage);
                address < start + map.pageSize() && bench.docket().isEmpty();
                address++) {
            bench.sightings().inMemoryAtRest(number, page, address, machine.userCell(space, address));
        }
    }

    /** How many bytes of the page, from its start on, are the very ones that were looked at in the file. */
    private int seenInFile(AddressSpace space, int page, int virtualPage) {
        if (map.kind(page) != MemoryMap.SHARED) {
            return 0;
        }
        FileInode file = machine.files().get(map.file(page));
        int start = map.fileStart(page);
        int entry = space.pageTable().get(virtualPage);
        CacheFolio folio = file.folioAt(start / map.pageSize());
        boolean isFrameOfFile = folio != null && folio.isUptodate() && folio.frame() == Pte.frame(entry);
        return Pte.isPresent(entry) && !isFrameOfFile
                ? 0
                : Math.min(map.pageSize(), Math.max(0, file.currentSize() - start));
    }
}
