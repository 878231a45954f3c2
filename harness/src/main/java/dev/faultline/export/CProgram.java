package dev.faultline.export;

import dev.faultline.export.Story.Moment;
import dev.faultline.scenario.Buffer;
import dev.faultline.scenario.FileSpec;
import dev.faultline.scenario.Layout;
import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.PageState;
import dev.faultline.scenario.PipeSpec;
import dev.faultline.scenario.ProcessSpec;
import dev.faultline.scenario.Scenario;
import dev.faultline.scenario.TaskSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A run as one C file: processes, threads, mappings and system calls as in the scenario, in the order of the run as far as user space can force it. Compiled and
 * started on a real kernel it prints what each operation came to, and where that is something else than on the machine.
 *
 * <p><b>Pages.</b> A byte of the machine is a block of the host, of so many bytes that a page is a page: with pages of 8 bytes and of 4096 a block has 512.
 * So everything lies on the host where it lies on the machine, borders and ends of files included, results differ by one factor, and a block that is not of one
 * value is a copy that was torn in it. The price is that nothing lies at an odd byte; for that the conformance run of the tests stretches programs unevenly.
 * An address space is a reserved stretch in which every mapping has the place that {@link Layout} gives it, so that what is unmapped on the machine is unmapped
 * there, and a buffer that runs past its mapping ends in EFAULT.
 *
 * <p><b>Order.</b> What a user can decide is when a call begins. Each operation waits until all that began before it have begun, and all that were over then are
 * over; so calls that followed each other do, and calls that overlapped may. An operation that begins while others are under way gives them a head start. Where
 * in a call another one came, whom a lock was given to and when the disk was done cannot be forced: a race has to be met, by running the program often.
 *
 * <p><b>What user space can only ask for</b> stands in the program as a comment: that a page is cold, reclaim, errors of the disk. Operations that had not begun
 * when the run ended, because a law was broken, are left out.
 */
final class CProgram {
    private final Story story;
    private final Scenario scenario;
    private final Layout layout;
    private final List<String> remarks;
    private final StringBuilder text = new StringBuilder();

    CProgram(Story story, List<String> remarks) {
        this.story = story;
        scenario = story.scenario();
        layout = Layout.of(scenario);
        this.remarks = remarks;
    }

    String text() {
        header();
        constants();
        tables();
        text.append(resource("declarations.c")).append('\n');
        if (story.moments().stream().anyMatch(moment -> operation(moment) instanceof Operation.Poke)) {
            text.append(resource("poke.c")).append('\n');
        }
        if (!scenario.machine().pipes().isEmpty()) {
            text.append(resource("pipes.c")).append('\n');
        }
        scenario.tasks().forEach(task -> line("HELPER void *run_" + task.name() + "(void *unused);"));
        line("");
        for (int task = 0; task < scenario.tasks().size(); task++) {
            task(task);
        }
        scenario.processes().stream().filter(process -> !process.forked()).forEach(this::process);
        beginning();
        return text.append(resource("runtime.c")).toString();
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(CProgram.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void header() {
        line("/*");
        remarks.forEach(remark -> line(" * " + remark));
        line(" *");
        scenario.toString().lines().forEach(line -> line(" *   " + line));
        line(" *");
        line(
                " * Compile with cc -std=gnu11 -pthread, run with the folder to make files in, on the file system in question. It");
        line(
                " * prints what each operation came to, and where that is not what it came to on Faultline's machine; the exit");
        line(
                " * status is then 1. A byte of the machine is a block of the host, so many bytes that a page is a page; \"..\" is a");
        line(" * block of several values. User space decides when a call begins, and nothing of what happens in it.");
        notes().forEach(note -> line(" * " + note));
        line(" */");
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        boolean cold =
                scenario.files().stream().anyMatch(file -> file.pages().stream().anyMatch(state -> !state.isCached()));
        if (cold) {
            notes.add("Best effort: that pages are cold (posix_fadvise, which a file system may ignore).");
        }
        if (scenario.tasks().stream().anyMatch(TaskSpec::isKernelThread)) {
            notes.add("Best effort: that pages are reclaimed (posix_fadvise, which leaves mapped pages alone).");
        }
        if (scenario.readErrors() > 0 || scenario.badPages() > 0) {
            notes.add("Not made: errors of the disk.");
        }
        if (scenario.machine().noSpace() > 0) {
            notes.add("Not made: a disk that is full.");
        }
        if (scenario.machine().signals() > 0) {
            notes.add("Not made: signals.");
        }
        if (scenario.machine().shortTransfers() > 0) {
            notes.add("Not made: transfers of the disk that end short.");
        }
        if (scenario.machine().weakMemory()) {
            notes.add("Not made: weak memory.");
        }
        if (scenario.machine().sharedTables()) {
            notes.add("Not made: page tables that a fork shares.");
        }
        if (scenario.machine().guard() != null) {
            notes.add("Not made: guarded bytes, which need memory tags.");
        }
        if (scenario.machine().frames() > 0) {
            notes.add("Not made: that memory is short.");
        }
        if (scenario.machine().pipes().stream().anyMatch(pipe -> Integer.bitCount(pipe.pages()) > 1)) {
            notes.add("Not made: pipes of 3 pages, which Linux gives 4.");
        }
        if (story.values().isFull()) {
            notes.add("There are more bytes than values: some that differ look the same.");
        }
        return notes;
    }

    private void constants() {
        line("#define _GNU_SOURCE");
        for (String header : List.of(
                "errno",
                "fcntl",
                "pthread",
                "sched",
                "setjmp",
                "signal",
                "stdatomic",
                "stdio",
                "stdlib",
                "string",
                "sys/mman",
                "sys/stat",
                "sys/uio",
                "sys/wait",
                "time",
                "unistd")) {
            line("#include <" + header + ".h>");
        }
        line("");
        line("#define PAGE " + scenario.pageSize() + "L /* bytes of a page of the machine */");
        line("#define SPACE " + layout.pagesPerSpace() + "L /* pages of an address space */");
        line("#define OPERATIONS " + story.moments().size());
        line("#define SEEN_MAX " + most() + " /* bytes that an operation sees, or a file has, at the most */");
        line("");
        line("enum { "
                + names("task_", scenario.tasks().stream().map(TaskSpec::name).toList()) + "TASKS };");
        line("enum { "
                + names(
                        "process_",
                        scenario.processes().stream().map(ProcessSpec::name).toList()) + "kernel, PROCESSES };");
        line("enum { "
                + names("file_", scenario.files().stream().map(FileSpec::name).toList()) + "FILES };");
        List<PipeSpec> pipes = scenario.machine().pipes();
        if (!pipes.isEmpty()) {
            line("enum { " + names("pipe_", pipes.stream().map(PipeSpec::name).toList()) + "PIPES };");
        }
        if (layout.mappings() > 0) {
            List<String> places = new ArrayList<>();
            for (int i = 0; i < layout.mappings(); i++) {
                places.add("map_" + layout.mapping(i).name() + " = " + layout.page(i));
            }
            line("enum { " + String.join(", ", places) + " }; /* pages */");
        }
        line("");
    }

    private int most() {
        int most = 1;
        for (int file = 0; file < scenario.files().size(); file++) {
            most = Math.max(most, layout.pagesMax(file) * scenario.pageSize());
        }
        for (Moment moment : story.moments()) {
            Operation operation = operation(moment);
            most = Math.max(
                    most, operation.buffers().stream().mapToInt(Buffer::length).sum());
        }
        return most;
    }

    private Operation operation(Moment moment) {
        return scenario.tasks().get(moment.task()).operations().get(moment.index());
    }

    private static String names(String prefix, List<String> names) {
        return names.stream().map(name -> prefix + name + ", ").collect(Collectors.joining());
    }

    private void tables() {
        line("/* The operations in the order in which they begin, and what they came to on the machine. */");
        line("static const struct {");
        line("    const char *what, *machine;");
        line("    int counts; /* whether the result is a number of bytes */");
        line("} told[OPERATIONS + 1] = {");
        for (Moment moment : story.moments()) {
            TaskSpec task = scenario.tasks().get(moment.task());
            Operation operation = operation(moment);
            line("    {\"" + task.name() + " " + operation + "\", \"" + moment.came() + "\", "
                    + (CCalls.counts(operation) ? 1 : 0) + "},");
        }
        line("    {NULL, NULL, 0},");
        line("};");
        line("");
        line("static const struct {");
        line("    const char *what, *machine;");
        line("} ends[FILES + 1] = {");
        for (FileSpec file : scenario.files()) {
            line("    {\"" + file.name() + " at the end\", \"" + story.ends().getOrDefault(file.name(), "") + "\"},");
        }
        line("    {NULL, NULL},");
        line("};");
        line("");
        for (FileSpec file : scenario.files()) {
            List<Integer> bytes = Objects.requireNonNull(story.files().get(file.name()));
            List<Integer> disk = Objects.requireNonNull(story.disks().get(file.name()));
            values("bytes_of_" + file.name(), bytes);
            if (!disk.equals(bytes)) {
                values("disk_of_" + file.name(), disk);
            }
        }
        line("");
    }

    private void values(String name, List<Integer> bytes) {
        line("static const unsigned char " + name + "[] = {" + CCalls.values(bytes) + "};");
    }

    private void task(int task) {
        TaskSpec spec = scenario.tasks().get(task);
        CCalls calls = new CCalls(story, layout, task);
        line("HELPER void *run_" + spec.name() + "(void *unused) {");
        line("    (void) unused;");
        if (scenario.machine().cpus() > 0) {
            line("    pin(" + layout.cpuOf(task) + ");");
        }
        int begun = 0;
        for (int n = 0; n < story.moments().size(); n++) {
            Moment moment = story.moments().get(n);
            if (moment.task() == task) {
                String over = moment.over().stream().map(String::valueOf).collect(Collectors.joining(", "));
                line("    /* " + spec.operations().get(moment.index()) + " */");
                line("    begin(" + n + ", (const int[TASKS]) {" + over + "});");
                calls.of(n, spec.operations().get(moment.index())).forEach(call -> line("    " + call));
                begun++;
            }
        }
        for (Operation operation :
                spec.operations().subList(begun, spec.operations().size())) {
            line("    /* The run ended before " + operation + " began. */");
        }
        line("    return NULL;");
        line("}");
        line("");
    }

    private void process(ProcessSpec process) {
        line("static void map_all_of_" + process.name() + "(void) {");
        for (MappingSpec mapping : process.mappings()) {
            String protection = CCalls.protection(mapping.readable(), mapping.writable());
            line("    map(map_" + mapping.name() + ", " + mapping.pages() + ", "
                    + (mapping.filled() ? CCalls.protection(true, true) : protection) + ", "
                    + CCalls.flags(mapping) + ", " + CCalls.descriptor(mapping) + ", " + mapping.filePage() + ");");
            if (mapping.filled()) {
                List<Integer> bytes = Objects.requireNonNull(story.fills().get(mapping.name()));
                line("    fill(map_" + mapping.name() + ", (const unsigned char[]) {" + CCalls.values(bytes) + "}, "
                        + bytes.size() + ", " + protection + ");");
            }
        }
        line("}");
        line("");
    }

    private void holes(FileSpec file) {
        for (int page = 0; page < file.pages().size(); page++) {
            if (file.pages().get(page) == PageState.HOLE) {
                line("    if (fallocate(fds[file_" + file.name() + "], FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, "
                        + page + " * PAGE * unit, PAGE * unit)) {");
                line("        die(\"fallocate\");");
                line("    }");
            }
        }
    }

    private void beginning() {
        line("static void make_files(const char *folder) {");
        line("    (void) folder;");
        for (PipeSpec pipe : scenario.machine().pipes()) {
            line("    make_pipe(pipe_" + pipe.name() + ", " + pipe.pages() + ");");
        }
        for (FileSpec file : scenario.files()) {
            boolean dirty = !Objects.equals(
                    story.disks().get(file.name()), story.files().get(file.name()));
            line("    fds[file_" + file.name() + "] = make(folder, " + (dirty ? "disk_of_" : "bytes_of_") + file.name()
                    + ", " + file.size() + ");");
        }
        line("}");
        line("");
        if (scenario.files().stream().anyMatch(file -> file.pages().contains(PageState.HOLE))) {
            line("static void die(const char *what);");
            line("");
        }
        line("static void prepare_files(void) {");
        for (FileSpec file : scenario.files()) {
            String states = file.pages().stream()
                    .map(state -> state.toString().substring(0, 1))
                    .collect(Collectors.joining());
            line("    prepare(fds[file_" + file.name() + "], \"" + states + "\", bytes_of_" + file.name() + ", "
                    + file.size() + ");");
            holes(file);
        }
        line("}");
        line("");
        boolean kernelThreads = scenario.tasks().stream().anyMatch(TaskSpec::isKernelThread);
        if (kernelThreads) {
            line("static void map_nothing(void) {");
            line("}");
            line("");
        }
        line("/* Returns how many processes there are. */");
        line("static int start_all(void) {");
        int count = 0;
        for (ProcessSpec process : scenario.processes()) {
            if (!process.forked()) {
                line("    start(process_" + process.name() + ", map_all_of_" + process.name() + ", "
                        + CCalls.tasksOf(scenario, process.name()) + ");");
                count++;
            }
        }
        if (kernelThreads) {
            line("    start(kernel, map_nothing, " + CCalls.tasksOf(scenario, null) + ");");
            count++;
        }
        line("    return " + count + ";");
        line("}");
        line("");
    }
}
