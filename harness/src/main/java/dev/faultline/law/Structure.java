package dev.faultline.law;

import dev.faultline.hardware.Cell;
import dev.faultline.hardware.PhysicalMemory;
import dev.faultline.hardware.Pte;
import dev.faultline.kernel.AddressSpace;
import dev.faultline.kernel.CacheFolio;
import dev.faultline.kernel.FileInode;
import dev.faultline.kernel.Machine;
import dev.faultline.kernel.Pipe;
import dev.faultline.kernel.Vma;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.TaskSpec;
import java.util.Arrays;
import java.util.List;

/**
 * How cache, frames, page tables and disk hang together once all is at rest: a shared mapping leads to the cache's
 * frame, the reverse map is the page tables read backwards, a frame is referenced by the cache and its mappings and by
 * nobody else, an uptodate folio has no garbage, and a clean one equals the disk. An entry of a lower table that several
 * spaces share is one mapping as references go, and the reverse map has the page of each of them; a directory lets no store
 * into such a table.
 */
final class Structure {
    private final Bench bench;
    private final MemoryMap map;
    private final Machine machine;
    private final PhysicalMemory memory;
    private final int[] owners;
    private final long[] mappings;
    private int existing;

    Structure(Bench bench) {
        this.bench = bench;
        map = bench.shadow().map();
        machine = bench.machine();
        memory = machine.memory();
        owners = new int[memory.frames()];
        mappings = new long[memory.frames()];
    }

    /** A run begins, with the processes that there are. */
    void reset() {
        existing = (1 << machine.spaces().size()) - 1;
    }

    /** A fork has made a process. */
    void born(int space) {
        existing |= 1 << space;
    }

    void atRest() {
        bench.docket().hears(LawBook.STRUCTURE);
        Arrays.fill(owners, 0);
        Arrays.fill(mappings, 0);
        for (int file = 0; file < map.files(); file++) {
            FileInode inode = machine.files().get(file);
            for (int index = 0; index < inode.pagesMax(); index++) {
                CacheFolio folio = inode.folioAt(index);
                if (folio != null) {
                    owners[folio.frame()]++;
                    folio(inode, folio);
                }
            }
        }
        for (Pipe pipe : machine.pipes()) {
            for (int slot = 0; slot < pipe.used(); slot++) {
                owners[pipe.frame(slot)]++;
            }
        }
        for (int space = 0; space < machine.spaces().size(); space++) {
            for (int page = 0; page < map.pagesPerSpace(); page++) {
                entry(machine.spaces().get(space), space, page);
            }
        }
        for (int frame = 0; frame < owners.length; frame++) {
            frame(frame);
        }
    }

    private void folio(FileInode file, CacheFolio folio) {
        if (folio.isLocked()) {
            accuse(Violation.LEAK, folio + " is still locked", "nobody holds a lock at rest", folio + " is locked");
        } else if (folio.references() != 1) {
            String law = folio.references() > 1 ? Violation.LEAK : Violation.STRUCTURE;
            accuse(
                    law,
                    folio + " has a wrong reference count",
                    "1 reference, the cache's",
                    folio.references() + " references");
        } else if (folio.isUptodate()) {
            bytes(file, folio);
        }
    }

    private void bytes(FileInode file, CacheFolio folio) {
        boolean clean = !folio.isDirty() && !isDirtyInTables(folio.frame());
        int start = folio.index() * map.pageSize();
        for (int within = 0; within < map.pageSize(); within++) {
            int cell = memory.read(folio.frame(), within);
            int offset = start + within;
            if (Cell.isPoison(cell)) {
                String expected = "an uptodate folio has no byte that nobody wrote";
                accuse(Violation.EXPOSURE, folio + " is uptodate with garbage in it", expected, at(file, offset, cell));
            } else if (clean && offset < file.currentSize() && file.diskCell(offset) != cell) {
                String disk = bench.wording().cell(file.diskCell(offset));
                accuse(
                        Violation.STRUCTURE,
                        folio + " is clean but is not what the disk has",
                        disk,
                        at(file, offset, cell));
            }
        }
    }

    private String at(FileInode file, int offset, int cell) {
        return bench.wording().fileByte(file.number(), offset) + " is "
                + bench.wording().cell(cell);
    }

    private boolean isDirtyInTables(int frame) {
        for (long pages = memory.mappings(frame); pages != 0; pages &= pages - 1) {
            int page = Long.numberOfTrailingZeros(pages);
            int entry =
                    machine.spaces().get(page / map.pagesPerSpace()).pageTable().get(page % map.pagesPerSpace());
            if (Pte.isDirty(entry)) {
                return true;
            }
        }
        return false;
    }

    private void entry(AddressSpace space, int number, int page) {
        int entry = space.pageTable().get(page);
        if (!Pte.isPresent(entry)) {
            return;
        }
        int frame = Pte.frame(entry);
        if (isOver(number)) {
            accuseEntry(number, page, "nothing, since its process has ended", frame);
            return;
        }
        mappings[frame] |= 1L << number * map.pagesPerSpace() + page;
        int sharers = space.pageTable().sharers(page);
        if (Integer.numberOfTrailingZeros(sharers) == number) {
            owners[frame]++;
        }
        if (Integer.bitCount(sharers) > 1 && !space.pageTable().isWriteProtected(page)) {
            accuseTable(number, page);
        }
        Vma vma = space.vma(page);
        if (vma == null) {
            accuseEntry(number, page, "no mapping", frame);
        } else if (vma.kind() == Vma.Kind.SHARED && vma.file() != null) {
            CacheFolio folio = vma.file().folioAt(vma.fileIndex(page));
            if (folio == null || folio.frame() != frame) {
                accuseEntry(number, page, "the frame of the cache", frame);
            }
        }
    }

    /** Whether nobody runs in the process: it could not be made, or all its tasks have called {@code exit}. */
    private boolean isOver(int space) {
        if ((existing & 1 << space) == 0) {
            return true;
        }
        boolean ended = false;
        List<TaskSpec> tasks = bench.program().scenario().tasks();
        for (int task = 0; task < tasks.size(); task++) {
            List<Operation> operations = tasks.get(task).operations();
            if (bench.spaceOf(task) == space) {
                ended = !operations.isEmpty() && operations.get(operations.size() - 1) instanceof Operation.Exit;
                if (!ended) {
                    return false;
                }
            }
        }
        return ended;
    }

    private void accuseEntry(int space, int page, String expected, int frame) {
        String name = bench.wording().userByte(space, page * map.pageSize());
        accuse(
                Violation.STRUCTURE,
                "the page table entry of " + name + " leads to the wrong frame",
                expected,
                "frame " + frame + (memory.isFree(frame) ? ", which is free" : ""));
    }

    private void accuseTable(int space, int page) {
        accuse(
                Violation.STRUCTURE,
                "a lower page table that is shared lets stores through",
                "the directory entry of " + bench.wording().userByte(space, page * map.pageSize())
                        + " is write-protected",
                "it is writable");
    }

    private void frame(int frame) {
        int references = memory.references(frame);
        if (memory.mappings(frame) != mappings[frame]) {
            String expected = Long.bitCount(mappings[frame]) + " entries of page tables";
            String actual = Long.bitCount(memory.mappings(frame)) + " in the reverse map";
            accuse(Violation.STRUCTURE, "the reverse map of frame " + frame + " is wrong", expected, actual);
        } else if (memory.pins(frame) != 0) {
            accuse(
                    Violation.LEAK,
                    "frame " + frame + " is still pinned",
                    "no pins at rest",
                    memory.pins(frame) + " pins");
        } else if (references != owners[frame]) {
            String law = references > owners[frame] ? Violation.LEAK : Violation.STRUCTURE;
            String expected = owners[frame] + ", by the cache, mappings and pipes";
            accuse(law, "frame " + frame + " has a wrong reference count", expected, references + " references");
        }
    }

    private void accuse(String law, String title, String expected, String actual) {
        bench.docket().accuse(new Violation(law, title, expected, actual));
    }
}
