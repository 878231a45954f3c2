package dev.faultline.kernel;

import dev.faultline.hardware.Cell;
import dev.faultline.hardware.Core;
import dev.faultline.hardware.Footprint;
import dev.faultline.hardware.Geometry;
import dev.faultline.hardware.Mmu;
import dev.faultline.hardware.Nondeterminism;
import dev.faultline.hardware.PhysicalMemory;
import dev.faultline.hardware.Pte;
import dev.faultline.spi.vm.Branch;
import dev.faultline.spi.vm.VmPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The whole machine: memory, CPUs, address spaces, files with their cache, a disk, and the tasks' way into the kernel.
 * It is a plain object; all that is not determined comes in through its {@link Nondeterminism}. It is set up by the
 * methods that say they take no steps and then run by {@link #calls()}. {@link #reset()} empties it, so that one
 * machine serves many runs without being built again.
 */
public final class Machine {
    /** Most tasks of a machine. */
    public static final int TASKS_MAX = 16;

    private final Geometry geometry;
    private final Footprint footprint = new Footprint();
    private final Nondeterminism port;
    private final Tracepoints trace;
    private final VmPolicy policy;
    private final PhysicalMemory memory;
    private final Mmu mmu;
    private final Core[] cores;
    private final Disk disk = new Disk(this);
    private final List<FileInode> allFiles = new ArrayList<>();
    private final List<AddressSpace> allSpaces = new ArrayList<>();
    private final @Nullable Task[] tasks = new Task[TASKS_MAX];
    private final FolioPool folios;
    private final Furnishing furnishing = new Furnishing(this);
    private final StepWords words = new StepWords(this);
    private final KmapPool kmapPool = new KmapPool(footprint);
    private final Procedures procedures = new Procedures(this);
    private final SystemCalls calls = new SystemCalls(this);
    private List<FileInode> files = List.of();
    private List<AddressSpace> spaces = List.of();
    private final List<Pipe> allPipes = new ArrayList<>();
    private List<Pipe> pipes = List.of();
    private final Settings settings = new Settings(this);

    /** A machine alone, that never switches, always chooses 0, and lets its disk run when a task waits for it. */
    public Machine(Geometry geometry) {
        this(geometry, new AlonePort(), Tracepoints.NONE);
        ((AlonePort) port).runs(disk);
    }

    public Machine(Geometry geometry, Nondeterminism port, Tracepoints trace) {
        this(geometry, port, trace, VmPolicy.REFERENCE);
    }

    /** A machine whose kernel goes about its own work as the policy says. */
    public Machine(Geometry geometry, Nondeterminism port, Tracepoints trace, VmPolicy policy) {
        this.geometry = geometry;
        this.port = port;
        this.trace = trace;
        this.policy = policy;
        memory = new PhysicalMemory(geometry.frames(), geometry.pageSize(), footprint);
        folios = new FolioPool(footprint);
        mmu = new Mmu(geometry);
        cores = new Core[geometry.cpus()];
        for (int cpu = 0; cpu < cores.length; cpu++) {
            cores[cpu] = new Core(cpu, geometry, footprint);
        }
        for (int space = 0; space < geometry.spaces(); space++) {
            allSpaces.add(new AddressSpace(space, geometry, footprint));
        }
    }

    /** Empties the machine: no files, no spaces, no tasks, every frame free. */
    public void reset() {
        memory.reset();
        for (Core core : cores) {
            core.reset();
        }
        for (AddressSpace space : spaces) {
            space.reset();
        }
        disk.reset();
        settings.reset();
        procedures.blockSpace().reset();
        procedures.directReclaim().reset();
        procedures.signals().reset();
        kmapPool.reset();
        files = List.of();
        spaces = List.of();
        pipes = List.of();
        folios.reset();
    }

    /**
     * A file whose first {@code size} bytes are on the disk, each its own identity, and which can grow to
     * {@code pagesMax} pages.
     */
    public FileInode createFile(String name, int size, int pagesMax) {
        int number = files.size();
        if (number == allFiles.size()) {
            allFiles.add(new FileInode(number, footprint));
        }
        FileInode file = allFiles.get(number);
        file.start(name, size, pagesMax, pageSize());
        files = Collections.unmodifiableList(allFiles.subList(0, number + 1));
        return file;
    }

    /** Puts a page of a file into the cache, uptodate; if dirty, with bytes that the disk does not have. */
    public void cache(FileInode file, int index, boolean dirty) {
        furnishing.cache(file, index, dirty);
    }

    /** Before a run, says that the file may get holes. */
    public void maySparse(FileInode file) {
        file.maySparse();
    }

    /** Before a run, leaves a page of a file that is not in the cache without a block on the disk. */
    public void makeHole(FileInode file, int index) {
        file.maySparse();
        file.makeHole(index, pageSize());
    }

    /** An empty pipe that can refer to so many pages. */
    public Pipe createPipe(String name, int slots) {
        int number = pipes.size();
        if (number == allPipes.size()) {
            allPipes.add(new Pipe(number, footprint));
        }
        Pipe pipe = allPipes.get(number);
        pipe.start(name, slots);
        pipes = Collections.unmodifiableList(allPipes.subList(0, number + 1));
        return pipe;
    }

    /** The pipes created, by number. */
    public List<Pipe> pipes() {
        return pipes;
    }

    /** An address space without mappings. */
    public AddressSpace createSpace() {
        footprint.writes(Footprint.SPACES);
        AddressSpace space = allSpaces.get(spaces.size());
        spaces = Collections.unmodifiableList(allSpaces.subList(0, spaces.size() + 1));
        space.reset();
        return space;
    }

    /**
     * Maps pages before the run. A region number of 0 or more fills anonymous pages with bytes of their own identity;
     * -1 leaves them untouched.
     */
    public void map(
            AddressSpace space,
            String name,
            Vma.Kind kind,
            int page,
            int pages,
            @Nullable FileInode file,
            int fileIndex,
            int protection,
            int region) {
        furnishing.map(space, new Vma(name, kind, page, file, fileIndex), page, pages, protection, region);
    }

    /** Guards the bytes of user memory at addresses {@code [from, to)} of a space, one such range a space. */
    public void guard(AddressSpace space, int from, int to) {
        space.guard(from, to);
    }

    /** A task in a space, or a kernel thread. Its number is its identity to the port. */
    public Task createTask(int number, @Nullable AddressSpace space, int cpu) {
        Task task = tasks[number];
        if (task == null) {
            task = new Task(this, number);
            tasks[number] = task;
        }
        task.start(space, cores[cpu]);
        if (space != null) {
            space.addTask();
        }
        return task;
    }

    /** How this machine differs from one with enough memory on which nothing goes wrong. */
    public Settings settings() {
        return settings;
    }

    boolean sharesTables() {
        return settings.sharesTables();
    }

    /** False while another task on the same CPU has disabled preemption. */
    public boolean mayRun(int number) {
        Task task = task(number);
        return task.cpu().preemptionDisabled() == task.preemptionDisabled();
    }

    public Disk disk() {
        return disk;
    }

    public SystemCalls calls() {
        return calls;
    }

    public Geometry geometry() {
        return geometry;
    }

    /** What was read and written since it was cleared last, which is up to who runs the machine. */
    public Footprint footprint() {
        return footprint;
    }

    public int pageSize() {
        return geometry.pageSize();
    }

    public PhysicalMemory memory() {
        return memory;
    }

    public Core core(int cpu) {
        return cores[cpu];
    }

    public int cpus() {
        return cores.length;
    }

    /** The files created, by number. */
    public List<FileInode> files() {
        return files;
    }

    /** The address spaces created, by number. */
    public List<AddressSpace> spaces() {
        footprint.reads(Footprint.SPACES);
        return spaces;
    }

    public Task task(int number) {
        return Objects.requireNonNull(tasks[number], "no such task");
    }

    /** What a read would find at {@code offset} now: the uptodate folio's byte, else the disk's. */
    public int fileCell(FileInode file, int offset) {
        CacheFolio folio = file.folioAt(geometry.pageOf(offset));
        return folio != null && folio.isUptodate()
                ? memory.read(folio.frame(), geometry.withinPage(offset))
                : file.diskCell(offset);
    }

    /** Whether a load at {@code address} would not raise a signal now, disk errors apart. */
    public boolean isMapped(AddressSpace space, int address) {
        int page = geometry.pageOf(address);
        Vma vma = space.vma(page);
        if (vma == null || (space.protection(page) & Vma.READ) == 0) {
            return false;
        }
        FileInode file = vma.file();
        return file == null || vma.fileIndex(page) * pageSize() < file.currentSize();
    }

    /**
     * What a load of a mapped address would find now: the frame's byte if an entry is present, else the file's byte, or
     * zero.
     */
    public int userCell(AddressSpace space, int address) {
        int page = geometry.pageOf(address);
        int pte = space.pageTable().get(page);
        if (Pte.isPresent(pte)) {
            return memory.read(Pte.frame(pte), geometry.withinPage(address));
        }
        Vma vma = Objects.requireNonNull(space.vma(page), "not mapped");
        FileInode file = vma.file();
        return file == null
                ? Cell.ZERO
                : fileCell(file, vma.fileIndex(page) * pageSize() + geometry.withinPage(address));
    }

    /** What a step is about to do, in words, for example {@code asks for the lock of folio F:0}. */
    public String words(int step) {
        return words.of(step);
    }

    FolioPool folios() {
        return folios;
    }

    Nondeterminism port() {
        return port;
    }

    Tracepoints trace() {
        return trace;
    }

    Mmu mmu() {
        return mmu;
    }

    Procedures procedures() {
        return procedures;
    }

    VmPolicy policy() {
        return policy;
    }

    /** The space of a page numbered as by {@link Geometry#page}, whether or not it exists yet. */
    AddressSpace spaceOf(int page) {
        return allSpaces.get(geometry.spaceOf(page));
    }

    int virtualPageOf(int page) {
        return geometry.virtualPageOf(page);
    }

    /** Throws an {@link Oops} unless there can be such a virtual page. */
    void requirePage(Task task, int page, String verb) {
        if (page < 0 || page >= geometry.spaces() * geometry.pagesPerSpace()) {
            throw task.oops(Oops.Kind.BAD_ARGUMENT, verb + " virtual page " + page + ", which does not exist");
        }
    }

    /** Throws an {@link Oops} unless the frame exists and somebody refers to it. */
    void requireLive(Task task, int frame, String verb) {
        if (frame < 0 || frame >= memory.frames()) {
            throw task.oops(Oops.Kind.BAD_ARGUMENT, verb + " frame " + frame + ", which does not exist");
        }
        if (memory.isFreeNow(frame)) {
            throw task.oops(Oops.Kind.USE_AFTER_PUT, verb + " a frame that is free");
        }
    }

    KmapPool kmapPool() {
        return kmapPool;
    }

    /** Bytes that the disk moves in a step. */
    int diskUnit() {
        return Math.max(geometry.copyUnit(), pageSize() / 2);
    }

    static FileInode fileOf(CacheFolio folio) {
        return Objects.requireNonNull(folio.file(), "the folio was never in a cache");
    }

    /** A frame for what {@code task} does, with one reference, or {@link PhysicalMemory#NONE}. */
    int allocateFrame(Task task) {
        int frame = memory.allocate();
        if (frame == PhysicalMemory.NONE) {
            trace.frameRefused(task.number());
            trace.reached(Branch.FRAME_REFUSED);
        }
        return frame;
    }

    /** A new folio with one reference, the caller's, or null when no frame is free. */
    @Nullable
    CacheFolio newFolio(Task task) {
        return folios.take(allocateFrame(task));
    }

    /** Drops a reference; true when it was the last. */
    boolean putFolio(CacheFolio folio) {
        if (!folio.put()) {
            return false;
        }
        putFrame(folio.frame());
        return true;
    }

    void putFrame(int frame) {
        if (memory.put(frame)) {
            trace.frameFreed(frame);
        }
    }
}
