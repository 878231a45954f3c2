package dev.faultline.law;

import dev.faultline.execution.Program;
import dev.faultline.hardware.Cell;
import dev.faultline.hardware.Pte;
import dev.faultline.kernel.AddressSpace;
import dev.faultline.kernel.FileInode;
import dev.faultline.kernel.Machine;
import dev.faultline.law.shadow.Registers;
import dev.faultline.scenario.Layout;
import dev.faultline.scenario.MappingSpec;
import java.util.Arrays;

/**
 * Which register stands for which byte of a program: first the bytes of the files, to the most pages each can have,
 * then those of all virtual pages. A mapping has one place and is made once, so what a page maps, whenever it maps
 * anything, is known beforehand. So is where what an mremap brings to a page was before. It takes its bytes along: two
 * pages of which only one is mapped at a time share their registers, and a move changes nothing in these, whoever still
 * stores by way of a page that he pinned.
 */
final class MemoryMap {
    static final int NOTHING = 0;
    static final int SHARED = 1;
    static final int PRIVATE = 2;
    static final int ANONYMOUS = 3;

    private final Program program;
    private final int pageSize;
    private final int pagesPerSpace;
    private final int pages;
    private final int[] fileBases;
    private final int[] fileLengths;
    private final int[] sizes;
    private final int[] kinds;
    private final int[] pageFiles;
    private final int[] filePages;
    private final int[] sources;
    private final boolean[] moving;
    private final int[] processes;
    private final int userBase;
    private final int firstChild;

    MemoryMap(Program program, Machine machine) {
        this.program = program;
        pageSize = program.geometry().pageSize();
        pagesPerSpace = program.geometry().pagesPerSpace();
        pages = program.geometry().spaces() * pagesPerSpace;
        int files = machine.files().size();
        fileBases = new int[files];
        fileLengths = new int[files];
        sizes = new int[files];
        int next = 0;
        for (int file = 0; file < files; file++) {
            fileBases[file] = next;
            fileLengths[file] = machine.files().get(file).pagesMax() * pageSize;
            sizes[file] = machine.files().get(file).currentSize();
            next += fileLengths[file];
        }
        userBase = next;
        kinds = new int[pages];
        pageFiles = new int[pages];
        filePages = new int[pages];
        sources = new int[pages];
        Arrays.setAll(sources, page -> page);
        moving = new boolean[pages];
        processes = new int[program.geometry().spaces()];
        firstChild = placeProcesses();
    }

    /** Places what is there at the start, and returns the first space that only a fork brings. */
    private int placeProcesses() {
        int space = 0;
        for (int process = 0; process < program.scenario().processes().size(); process++) {
            if (!program.scenario().processes().get(process).forked()) {
                processes[space] = process;
                for (int page = 0; page < pagesPerSpace; page++) {
                    place(space * pagesPerSpace + page, process, page);
                }
                space++;
            }
        }
        return space;
    }

    /** Back to the start of an execution, in which nobody has forked. */
    void reset() {
        Arrays.fill(kinds, firstChild * pagesPerSpace, pages, NOTHING);
    }

    private void place(int page, int process, int virtualPage) {
        Layout layout = program.layout();
        MappingSpec mapping = layout.mappingAt(process, virtualPage);
        if (mapping == null) {
            return;
        }
        int number = layout.mappingNumber(mapping.name());
        int within = virtualPage - layout.page(number);
        if (within < mapping.pages()) {
            kinds[page] = switch (mapping.kind()) {
                case SHARED -> SHARED;
                case PRIVATE -> PRIVATE;
                case ANONYMOUS -> ANONYMOUS;
            };
            pageFiles[page] = layout.fileOf(number);
            filePages[page] = mapping.filePage() + within;
            sources[page] = page - virtualPage + layout.home(process, virtualPage);
            moving[page] |= sources[page] != page;
            moving[sources[page]] |= sources[page] != page;
        }
    }

    /** The space of a forked process has become known; it has its parent's places. */
    void forked(int parent, int child, int process) {
        int from = parent * pagesPerSpace;
        int to = child * pagesPerSpace;
        System.arraycopy(kinds, from, kinds, to, pagesPerSpace);
        System.arraycopy(pageFiles, from, pageFiles, to, pagesPerSpace);
        System.arraycopy(filePages, from, filePages, to, pagesPerSpace);
        System.arraycopy(moving, from, moving, to, pagesPerSpace);
        for (int i = 0; i < pagesPerSpace; i++) {
            sources[to + i] = sources[from + i] - from + to;
        }
        processes[child] = process;
    }

    /** The registers, holding what the machine holds before its first step. */
    Registers registers(Machine machine) {
        Registers registers = new Registers(userBase + pages * pageSize);
        for (FileInode file : machine.files()) {
            for (int offset = 0; offset < fileLengths[file.number()]; offset++) {
                boolean beyond = offset >= file.currentSize();
                int cell = beyond ? Cell.ZERO : machine.fileCell(file, offset);
                registers.initially(fileRegister(file.number(), offset), cell, beyond);
            }
        }
        for (int page = 0; page < pages; page++) {
            for (int within = 0; within < pageSize; within++) {
                if (sources[page] != page) {
                    continue;
                } else if (kinds[page] == PRIVATE) {
                    registers.initiallyShows(
                            userRegister(page, within),
                            fileRegister(pageFiles[page], filePages[page] * pageSize + within));
                } else if (kinds[page] == ANONYMOUS) {
                    registers.initially(userRegister(page, within), firstCell(machine, page, within), false);
                }
            }
        }
        return registers;
    }

    private int firstCell(Machine machine, int page, int within) {
        if (page / pagesPerSpace >= machine.spaces().size()) {
            return Cell.ZERO;
        }
        AddressSpace space = machine.spaces().get(page / pagesPerSpace);
        int pte = space.pageTable().get(page % pagesPerSpace);
        return Pte.isPresent(pte) ? machine.memory().read(Pte.frame(pte), within) : Cell.ZERO;
    }

    Program program() {
        return program;
    }

    int pageSize() {
        return pageSize;
    }

    int pagesPerSpace() {
        return pagesPerSpace;
    }

    /** Virtual pages of all spaces. */
    int pages() {
        return pages;
    }

    int files() {
        return fileBases.length;
    }

    /** Bytes that the file can have at most. */
    int fileLength(int file) {
        return fileLengths[file];
    }

    /** Its size at the start. */
    int initialSize(int file) {
        return sizes[file];
    }

    int fileRegister(int file, int offset) {
        return fileBases[file] + offset;
    }

    int userRegister(int page, int within) {
        return userBase + sources[page] * pageSize + within;
    }

    /**
     * The number of the virtual page at an address; addresses past the space's end are in no page that maps anything.
     */
    int page(int space, int address) {
        int virtualPage = program.geometry().pageOf(address);
        return virtualPage < pagesPerSpace ? space * pagesPerSpace + virtualPage : -1;
    }

    /** Where in its page an address lies. */
    int within(int address) {
        return address & pageSize - 1;
    }

    /** What the page maps when it maps something: {@link #NOTHING} for guard pages. */
    int kind(int page) {
        return page < 0 ? NOTHING : kinds[page];
    }

    /** The page that has the registers of this one: where what it shows was before any mremap. */
    int source(int page) {
        return sources[page];
    }

    /** Whether what the page shows is at another place before or after an mremap. */
    boolean isMoving(int page) {
        return moving[page];
    }

    boolean isFileBacked(int page) {
        int kind = kind(page);
        return kind == SHARED || kind == PRIVATE;
    }

    int file(int page) {
        return pageFiles[page];
    }

    /** Where in its file the page begins, in bytes. */
    int fileStart(int page) {
        return filePages[page] * pageSize;
    }

    int processOf(int space) {
        return processes[space];
    }
}
