package dev.faultline.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * A bounded program for a tiny machine: files, processes that map them, tasks that read, write, load and store. It is immutable, and what it
 * prints is what {@link #parse} reads, so that a counterexample can be read, edited and run again. A scenario that exists is consistent: every
 * name is known where it is used and every range lies where it may.
 *
 * <p>Nothing in it is endless. The disk errors have a budget and kernel threads have as many operations as are written down, so a run that does
 * not end is the strategy's doing.
 *
 * @param machine how the machine is set
 */
public record Scenario(MachineSpec machine, List<FileSpec> files, List<ProcessSpec> processes, List<TaskSpec> tasks) {
    public static final int PAGE_SIZE_MAX = 4096;
    public static final int TASKS_MAX = 8;
    public static final int PROCESSES_MAX = 4;
    public static final int FILES_MAX = 4;
    public static final int FILE_PAGES_MAX = 16;
    public static final int OPERATIONS_MAX = 64;
    public static final int SEGMENTS_MAX = 4;
    public static final int FRAMES_MAX = 256;
    public static final int READ_ERRORS_MAX = 8;
    public static final int NO_SPACE_MAX = 8;
    public static final int SIGNALS_MAX = 8;
    public static final int SHORT_TRANSFERS_MAX = 8;
    public static final int PIPES_MAX = 2;
    public static final int PIPE_PAGES_MAX = 4;

    public Scenario {
        files = List.copyOf(files);
        processes = List.copyOf(processes);
        tasks = List.copyOf(tasks);
        new Validation(machine, files, processes, tasks).check();
        if (machine.frames() > 0 && framesAtStart(files, processes) > machine.frames()) {
            throw new ScenarioException(
                    "a machine of " + Text.plural(machine.frames(), "frame") + " has no room for the "
                            + framesAtStart(files, processes) + " pages that are there before the first operation");
        }
    }

    /** Reads the text that {@link #toString} prints; see {@code docs/scenario.md}. */
    public static Scenario parse(String text) {
        return new Parser(text).parse();
    }

    public FileSpec file(String name) {
        return files.get(fileNumber(name));
    }

    public int fileNumber(String name) {
        return numberOf("file", name, files, FileSpec::name);
    }

    public ProcessSpec process(String name) {
        return processes.get(processNumber(name));
    }

    public int processNumber(String name) {
        return numberOf("process", name, processes, ProcessSpec::name);
    }

    public TaskSpec task(String name) {
        return tasks.get(taskNumber(name));
    }

    public int taskNumber(String name) {
        return numberOf("task", name, tasks, TaskSpec::name);
    }

    public int pipeNumber(String name) {
        return numberOf("pipe", name, machine.pipes(), PipeSpec::name);
    }

    /** Pages of all files together of which no read succeeds. */
    public int badPages() {
        int count = 0;
        for (FileSpec file : files) {
            count += Collections.frequency(file.pages(), PageState.BAD);
        }
        return count;
    }

    /** Frames that hold something before the first operation. */
    public int framesAtStart() {
        return framesAtStart(files, processes);
    }

    private static int framesAtStart(List<FileSpec> files, List<ProcessSpec> processes) {
        int frames = 0;
        for (FileSpec file : files) {
            frames += (int) file.pages().stream().filter(PageState::isCached).count();
        }
        for (ProcessSpec process : processes) {
            for (MappingSpec mapping : process.mappings()) {
                frames += mapping.filled() ? mapping.pages() : 0;
            }
        }
        return frames;
    }

    /** The fewest frames with which a machine for it may reclaim. */
    public int workingSet() {
        return new WorkingSet(machine, processes, tasks, new Places(processes, tasks, new Families(processes, tasks)))
                .frames();
    }

    /** Operations of all tasks together. */
    public int operationCount() {
        int count = 0;
        for (TaskSpec task : tasks) {
            count += task.operations().size();
        }
        return count;
    }

    /** Bytes in a page. */
    public int pageSize() {
        return machine.pageSize();
    }

    /** How many reads of the disk may fail. */
    public int readErrors() {
        return machine.readErrors();
    }

    public Scenario withMachine(MachineSpec newMachine) {
        return new Scenario(newMachine, files, processes, tasks);
    }

    public Scenario withPageSize(int size) {
        return withMachine(machine.withPageSize(size));
    }

    public Scenario withReadErrors(int count) {
        return withMachine(machine.withReadErrors(count));
    }

    public Scenario withFiles(List<FileSpec> newFiles) {
        return new Scenario(machine, newFiles, processes, tasks);
    }

    public Scenario withProcesses(List<ProcessSpec> newProcesses) {
        return new Scenario(machine, files, newProcesses, tasks);
    }

    public Scenario withTasks(List<TaskSpec> newTasks) {
        return new Scenario(machine, files, processes, newTasks);
    }

    /** Replaces one operation of one task. */
    public Scenario withOperation(int task, int index, Operation operation) {
        TaskSpec old = tasks.get(task);
        List<Operation> operations = new ArrayList<>(old.operations());
        operations.set(index, operation);
        return withTask(task, new TaskSpec(old.name(), old.process(), operations));
    }

    public Scenario withTask(int number, TaskSpec task) {
        List<TaskSpec> changed = new ArrayList<>(tasks);
        changed.set(number, task);
        return withTasks(changed);
    }

    private static <T> int numberOf(String kind, String name, List<T> things, Function<T, String> names) {
        for (int i = 0; i < things.size(); i++) {
            if (names.apply(things.get(i)).equals(name)) {
                return i;
            }
        }
        throw new ScenarioException("no " + kind + " is called " + name);
    }

    /** The scenario in its own language, one thing a line, with a newline at the end. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder().append(machine).append('\n');
        files.forEach(file -> text.append(file).append('\n'));
        machine.pipes().forEach(pipe -> text.append(pipe).append('\n'));
        processes.forEach(process -> text.append(process).append('\n'));
        text.append(machine.injectionLines());
        tasks.forEach(task -> text.append(task).append('\n'));
        return text.toString();
    }
}
