package dev.faultline.generate;

import dev.faultline.generate.Distributions.Relation;
import dev.faultline.hardware.Geometry;
import dev.faultline.scenario.FileSpec;
import dev.faultline.scenario.MachineSpec;
import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.Mremap;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.PageState;
import dev.faultline.scenario.PipeSpec;
import dev.faultline.scenario.ProcessSpec;
import dev.faultline.scenario.Scenario;
import dev.faultline.scenario.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A scenario under construction. */
final class Sketch {
    private static final List<String> FILES = List.of("F", "G");
    private static final List<String> PROCESSES = List.of("A", "B", "C");
    private static final int MEMORY_MAX = 12;

    private final int pageSize;
    private final int hotPage;
    private final Relation relation;
    private final List<FileSpec> files = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private final List<Memory> memory = new ArrayList<>();
    private final List<PipeSpec> pipes = new ArrayList<>();

    /** A task and what it does so far. */
    record Task(String name, int process, int family, List<Operation> operations) {
        boolean isKernelThread() {
            return process < 0;
        }

        @Nullable
        Operation last() {
            return operations.isEmpty() ? null : operations.get(operations.size() - 1);
        }
    }

    /** A process; its mappings are in the sketch's memory. */
    record Process(String name, int family, boolean forked) {}

    Sketch(int pageSize, int hotPage, Relation relation) {
        this.relation = relation;
        this.pageSize = pageSize;
        this.hotPage = hotPage;
    }

    int pageSize() {
        return pageSize;
    }

    /** The page of the first file that most of it is about. */
    int hotPage() {
        return hotPage;
    }

    /** What user memory mostly is to the page being copied. */
    Relation relation() {
        return relation;
    }

    List<FileSpec> files() {
        return files;
    }

    boolean hasHoles() {
        return files.stream().anyMatch(file -> file.pages().contains(PageState.HOLE));
    }

    boolean moves() {
        return tasks.stream().anyMatch(task -> task.operations().stream().anyMatch(Mremap.class::isInstance));
    }

    int fileNumber(@Nullable String name) {
        return name == null ? -1 : FILES.indexOf(name);
    }

    String fileName(int number) {
        return FILES.get(number);
    }

    List<Task> tasks() {
        return tasks;
    }

    List<Process> processes() {
        return processes;
    }

    List<Memory> memory() {
        return memory;
    }

    /** The pipes that there are so far. */
    List<PipeSpec> pipes() {
        return pipes;
    }

    String nextFileName() {
        return FILES.get(files.size());
    }

    /** The process that was forked from the first, or -1. */
    int forkedProcess() {
        for (int i = 0; i < processes.size(); i++) {
            if (processes.get(i).forked()) {
                return i;
            }
        }
        return -1;
    }

    void addProcess(boolean forked) {
        int number = processes.size();
        processes.add(new Process(PROCESSES.get(number), forked ? 0 : number, forked));
    }

    void addTask(int process) {
        tasks.add(new Task(
                "T" + (tasks.size() + 1), process, processes.get(process).family(), new ArrayList<>()));
    }

    Task addKernelThread(int number) {
        Task task = new Task("K" + number, -1, -1, new ArrayList<>());
        tasks.add(task);
        return task;
    }

    Memory find(String mapping) {
        for (Memory candidate : memory) {
            if (candidate.name().equals(mapping)) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("no mapping is called " + mapping);
    }

    /** The name for a mapping of so many pages, or null when the address space has no room for it. */
    @Nullable
    String nameFor(int pages, int family) {
        int used = pages + 1;
        for (Memory other : memory) {
            if (other.family() == family) {
                used += other.spec().pages() + 1;
            }
        }
        boolean fits = used * processes.size() <= Geometry.PAGES_MAX && memory.size() < MEMORY_MAX;
        return fits ? String.valueOf((char) ('a' + memory.size())) : null;
    }

    void addMemory(MappingSpec spec, int family, boolean fromStart) {
        memory.add(new Memory(spec, family, fileNumber(spec.file()), fromStart));
    }

    Scenario toScenario(MachineSpec machine) {
        List<ProcessSpec> processSpecs = new ArrayList<>();
        for (int i = 0; i < processes.size(); i++) {
            Process process = processes.get(i);
            List<MappingSpec> mappings = new ArrayList<>();
            for (Memory candidate : memory) {
                if (candidate.fromStart() && candidate.family() == i) {
                    mappings.add(candidate.spec());
                }
            }
            processSpecs.add(new ProcessSpec(process.name(), process.forked(), mappings));
        }
        List<TaskSpec> taskSpecs = new ArrayList<>();
        for (Task task : tasks) {
            String process =
                    task.isKernelThread() ? null : processes.get(task.process()).name();
            taskSpecs.add(new TaskSpec(task.name(), process, task.operations()));
        }
        return new Scenario(machine, files, processSpecs, taskSpecs);
    }
}
