package dev.faultline.scenario;

import dev.faultline.hardware.Geometry;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks that the parts of a scenario fit together. Every complaint carries the part that is to blame. */
final class Validation {
    private final int pageSize;
    private final List<PipeSpec> pipes;
    private final MachineSpec machine;
    private final @Nullable Buffer guard;
    private final List<FileSpec> files;
    private final List<ProcessSpec> processes;
    private final List<TaskSpec> tasks;

    Validation(MachineSpec machine, List<FileSpec> files, List<ProcessSpec> processes, List<TaskSpec> tasks) {
        this.machine = machine;
        pageSize = machine.pageSize();
        pipes = machine.pipes();
        guard = machine.guard();
        this.files = files;
        this.processes = processes;
        this.tasks = tasks;
    }

    void check() {
        checkNumbers();
        checkUnique("file", files, FileSpec::name);
        checkUnique("pipe", pipes, PipeSpec::name);
        checkUnique("process", processes, ProcessSpec::name);
        checkUnique("task", tasks, TaskSpec::name);
        files.forEach(this::checkFile);
        for (TaskSpec task : tasks) {
            if (task.process() != null && Families.indexOf(processes, task.process()) < 0) {
                fail("no process is called " + task.process(), task);
            }
            if (task.isKernelThread()) {
                task.operations().forEach(Validation::checkKernelThread);
            }
        }
        Families families = new Families(processes, tasks);
        Places places = new Places(processes, tasks, families);
        checkPlaces(places);
        checkGuard(places);
        for (TaskSpec task : tasks) {
            int process = Families.indexOf(processes, task.process());
            int family = process < 0 ? Families.NONE : families.root(process);
            checkOperations(task, family, places);
        }
        checkFrames(places);
    }

    private void checkFrames(Places places) {
        int least = machine.reclaims() ? new WorkingSet(machine, processes, tasks, places).frames() : 0;
        if (machine.frames() < least) {
            throw new ScenarioException("a machine that reclaims must have at least " + Text.plural(least, "frame")
                    + " for what this program uses at a time: " + machine.frames());
        }
    }

    private void checkNumbers() {
        Check.atMost(Scenario.FILES_MAX, files.size(), "files");
        Check.atMost(Scenario.PROCESSES_MAX, processes.size(), "processes");
        Check.atMost(Scenario.TASKS_MAX, tasks.size(), "tasks");
    }

    private static <T> void checkUnique(String kind, List<T> things, Function<T, String> names) {
        for (int i = 1; i < things.size(); i++) {
            String name = names.apply(things.get(i));
            for (int j = 0; j < i; j++) {
                if (name.equals(names.apply(things.get(j)))) {
                    fail("there are two of " + kind + " " + name, things.get(i));
                }
            }
        }
    }

    private void checkFile(FileSpec file) {
        int pages = pagesFor(file.size(), pageSize);
        if (pages > Scenario.FILE_PAGES_MAX) {
            fail("file " + file.name() + " must have at most " + Scenario.FILE_PAGES_MAX + " pages: " + pages, file);
        }
        if (file.pages().size() != pages) {
            fail(
                    "file " + file.name() + " has " + Text.pages(pages) + " and needs as many page states, not "
                            + file.pages().size(),
                    file);
        }
    }

    private void checkPlaces(Places places) {
        int pages = processes.size() * places.pagesPerSpace();
        if (pages > Geometry.PAGES_MAX) {
            throw new ScenarioException("processes × virtual pages (each mapping and one behind it) must be at most "
                    + Geometry.PAGES_MAX + ": " + processes.size() + " × " + places.pagesPerSpace());
        }
        for (ProcessSpec process : processes) {
            process.mappings().forEach(mapping -> checkMapping(mapping, mapping));
        }
    }

    private void checkGuard(Places places) {
        if (guard == null) {
            return;
        }
        int number = places.find(guard.mapping());
        if (number < 0) {
            fail("no mapping is called " + guard.mapping(), guard);
        }
        int most = places.mapping(number).pages() * pageSize;
        if (guard.length() == 0 || guard.end() > most) {
            fail("what is guarded must be bytes of the mapping, which has " + most + ": " + guard, guard);
        }
    }

    private void checkMapping(MappingSpec mapping, Object culprit) {
        if (mapping.file() != null) {
            requireFile(mapping.file(), culprit);
        }
        if (mapping.filePage() + mapping.pages() > Scenario.FILE_PAGES_MAX) {
            fail(
                    "mapping " + mapping.name() + " must end within the first " + Scenario.FILE_PAGES_MAX
                            + " pages of the file: page " + mapping.filePage() + ", " + Text.pages(mapping.pages()),
                    culprit);
        }
    }

    private static void checkKernelThread(Operation operation) {
        if (!(operation instanceof KernelWork)) {
            fail("a kernel thread can only reclaim and writeback", operation);
        }
    }

    private void checkOperations(TaskSpec task, int family, Places places) {
        List<Operation> operations = task.operations();
        for (int i = 0; i < operations.size(); i++) {
            Operation operation = operations.get(i);
            if (operation instanceof Operation.Exit && i < operations.size() - 1) {
                fail("task " + task.name() + " exits and can do nothing after it", operation);
            }
            if (!task.isKernelThread() && operation instanceof KernelWork) {
                fail("only a kernel thread can reclaim and writeback", operation);
            }
            checkOperation(operation, family, places);
        }
    }

    private void checkOperation(Operation operation, int family, Places places) {
        for (String file : operation.fileNames()) {
            requireFile(file, operation);
        }
        if (operation instanceof PipeOperation onPipe
                && pipes.stream().noneMatch(pipe -> pipe.name().equals(onPipe.pipe()))) {
            fail("no pipe is called " + onPipe.pipe(), operation);
        }
        if (reach(operation, pageSize) > Scenario.FILE_PAGES_MAX * pageSize) {
            fail("a file has at most " + Scenario.FILE_PAGES_MAX + " pages", operation);
        }
        if (operation instanceof Operation.Mmap mmap) {
            checkMapping(mmap.mapping(), mmap);
        }
        for (String name : operation.mappingNames()) {
            int number = places.find(name);
            if (number < 0 || places.family(number) != family) {
                fail(
                        number < 0 ? "no mapping is called " + name : "mapping " + name + " is in another process",
                        operation);
            }
        }
        for (Buffer buffer : operation.buffers()) {
            int most = (places.mapping(places.find(buffer.mapping())).pages() + 1) * pageSize;
            if (buffer.end() > most) {
                fail("buffer " + buffer + " ends past the page behind its mapping, byte " + most, operation);
            }
        }
        if (operation instanceof Operation.RangeOperation range) {
            int pages = places.mapping(places.find(range.mapping())).pages();
            if (range.page() + range.pages() > pages) {
                fail("mapping " + range.mapping() + " has only " + Text.pages(pages), operation);
            }
        }
    }

    private void requireFile(@Nullable String name, Object culprit) {
        for (FileSpec file : files) {
            if (file.name().equals(name)) {
                return;
            }
        }
        fail("no file is called " + name, culprit);
    }

    /** One past the last byte of the file that the operation names, 0 when it names none. */
    static int reach(Operation operation, int pageSize) {
        if (operation instanceof Operation.Transfer transfer) {
            return transfer.end();
        }
        if (operation instanceof Operation.Truncate truncate) {
            return truncate.size();
        }
        if (operation instanceof PipeOperation.OfFile splice) {
            return splice.position() + splice.length();
        }
        if (operation instanceof Operation.Punch punch) {
            return punch.end();
        }
        if (operation instanceof CopyFileRange copy) {
            return copy.end();
        }
        return operation instanceof KernelWork work ? (work.page() + 1) * pageSize : 0;
    }

    static int pagesFor(int bytes, int pageSize) {
        return (bytes + pageSize - 1) / pageSize;
    }

    private static void fail(String message, @Nullable Object culprit) {
        throw new ScenarioException(message, culprit);
    }
}
