package dev.faultline.scenario;

import dev.faultline.hardware.Geometry;
import org.jspecify.annotations.Nullable;

/**
 * Where everything is: the numbers behind a scenario's names. Files, processes and tasks have their place in their lists as number. Mappings
 * are numbered in order of declaration, those of the processes first, then those made by mmap and mremap, task by task. Every mapping has a place of its
 * own in the address spaces of its family, also while it is not mapped, followed by a guard page that never is.
 */
public final class Layout {
    private final Scenario scenario;
    private final Families families;
    private final Places places;

    private Layout(Scenario scenario) {
        this.scenario = scenario;
        families = new Families(scenario.processes(), scenario.tasks());
        places = new Places(scenario.processes(), scenario.tasks(), families);
    }

    public static Layout of(Scenario scenario) {
        return new Layout(scenario);
    }

    public Scenario scenario() {
        return scenario;
    }

    public int mappings() {
        return places.count();
    }

    public MappingSpec mapping(int number) {
        return places.mapping(number);
    }

    public int mappingNumber(String name) {
        int number = places.find(name);
        if (number < 0) {
            throw new ScenarioException("no mapping is called " + name);
        }
        return number;
    }

    /** The file behind a mapping, or -1. */
    public int fileOf(int mapping) {
        String file = mapping(mapping).file();
        return file == null ? -1 : scenario.fileNumber(file);
    }

    /** The process from whose beginning or whose tasks the mapping comes; its forked relatives have it at the same place. */
    public int processOf(int mapping) {
        return places.process(mapping);
    }

    /** The process that forks this one, or -1 for one that is there from the start. */
    public int parentOf(int process) {
        return families.parent(process);
    }

    /** The process that is there from the start of which this one is, or is a child, or a child's child. */
    public int rootOf(int process) {
        return families.root(process);
    }

    /** The process of a task, or -1 for a kernel thread. */
    public int processOfTask(int task) {
        return Families.indexOf(scenario.processes(), scenario.tasks().get(task).process());
    }

    /** The first virtual page of a mapping. */
    public int page(int mapping) {
        return places.page(mapping);
    }

    public int page(String mapping) {
        return page(mappingNumber(mapping));
    }

    public int address(int mapping, int offset) {
        return page(mapping) * scenario.pageSize() + offset;
    }

    public int address(String mapping, int offset) {
        return address(mappingNumber(mapping), offset);
    }

    /** The mapping at a virtual page of a process's address space, its guard page included; null where none ever is. */
    public @Nullable MappingSpec mappingAt(int process, int virtualPage) {
        int number = places.at(families.root(process), virtualPage);
        return number < 0 ? null : mapping(number);
    }

    /**
     * The virtual page at which what a page shows was mapped first: its own, unless an mremap brings it here. Memory keeps its bytes when it moves, so this is
     * what tells memory from memory.
     */
    public int home(int process, int virtualPage) {
        int number = places.at(families.root(process), virtualPage);
        int within = number < 0 ? 0 : virtualPage - page(number);
        return number < 0 || within == mapping(number).pages() ? virtualPage : places.home(number, within);
    }

    public int pagesPerSpace() {
        return Math.max(1, places.pagesPerSpace());
    }

    /** Address spaces, those made by fork included. */
    public int spaces() {
        return Math.max(1, scenario.processes().size());
    }

    public int cpus() {
        int tasks = Math.max(1, scenario.tasks().size());
        int cpus = scenario.machine().cpus();
        return cpus == 0 ? tasks : Math.min(cpus, tasks);
    }

    public int cpuOf(int task) {
        return task % cpus();
    }

    /** How many pages the file has at its largest in any run. */
    public int pagesMax(int file) {
        int pageSize = scenario.pageSize();
        FileSpec spec = scenario.files().get(file);
        int end = spec.size();
        for (TaskSpec task : scenario.tasks()) {
            for (Operation operation : task.operations()) {
                if (operation instanceof CopyFileRange copy) {
                    end = Math.max(end, copy.endIn(spec.name()));
                } else if (spec.name().equals(operation.fileName())) {
                    end = Math.max(end, Validation.reach(operation, pageSize));
                }
            }
        }
        for (int i = 0; i < mappings(); i++) {
            MappingSpec mapping = mapping(i);
            if (spec.name().equals(mapping.file())) {
                end = Math.max(end, (mapping.filePage() + mapping.pages()) * pageSize);
            }
        }
        return Math.max(1, Validation.pagesFor(end, pageSize));
    }

    /** The machine's sizes. A copy moves at most half a page in a step. */
    public Geometry geometry() {
        int unit = Math.max(1, scenario.pageSize() / 2);
        return new Geometry(scenario.pageSize(), frames(), cpus(), spaces(), pagesPerSpace(), unit);
    }

    /**
     * Frames enough that no strategy runs out that keeps to what it is given: each page of a file twice, since a folio that was cut off lives
     * on while it is used; each virtual page its private copy; each place in a pipe a page; each task a kernel copy of all that it moves, and two pages besides. Fewer where the
     * scenario says so.
     */
    private int frames() {
        int frames = spaces() * pagesPerSpace();
        for (PipeSpec pipe : scenario.machine().pipes()) {
            frames += pipe.pages();
        }
        for (int file = 0; file < scenario.files().size(); file++) {
            frames += 2 * pagesMax(file);
        }
        for (TaskSpec task : scenario.tasks()) {
            int most = 0;
            for (Operation operation : task.operations()) {
                if (operation instanceof Operation.Transfer transfer) {
                    most = Math.max(most, transfer.length());
                } else if (operation instanceof PipeOperation.SpliceOut splice) {
                    most = Math.max(most, splice.length());
                } else if (operation instanceof CopyFileRange copy) {
                    most = Math.max(most, copy.length());
                }
            }
            frames += Validation.pagesFor(most, scenario.pageSize()) + 1 + 2;
        }
        int few = scenario.machine().frames();
        return few > 0 ? Math.min(few, frames) : frames;
    }
}
