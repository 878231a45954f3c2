package dev.faultline.enumerate;

import dev.faultline.scenario.Buffer;
import dev.faultline.scenario.FileSpec;
import dev.faultline.scenario.KernelWork;
import dev.faultline.scenario.MachineSpec;
import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.PageState;
import dev.faultline.scenario.ProcessSpec;
import dev.faultline.scenario.Scenario;
import dev.faultline.scenario.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Gives names to what a plot has numbers for. */
final class Drawing {
    private static final List<String> FILES = List.of("F", "G");
    private static final List<String> PROCESSES = List.of("A", "B");
    private static final List<String> CHILDREN = List.of("C", "D");

    private final Plot plot;
    private final List<TreeMap<Integer, Memory>> memory = new ArrayList<>();

    /** A mapping and whether it is there from the start. */
    private record Memory(Place place, String name, boolean early) {}

    private Drawing(Plot plot) {
        this.plot = plot;
        for (int i = 0; i < Role.PROCESSES; i++) {
            memory.add(new TreeMap<>());
        }
    }

    static Scenario of(Plot plot) {
        Drawing drawing = new Drawing(plot);
        drawing.nameMemory();
        return new Scenario(
                MachineSpec.ofPage(FileShape.PAGE).withReadErrors(drawing.readErrors()),
                drawing.files(),
                drawing.processes(),
                drawing.tasks());
    }

    /** The disk may fail once, where it can be read at all. */
    private int readErrors() {
        boolean cold = plot.files().stream().anyMatch(file -> file.pages().contains(PageState.COLD));
        return cold ? 1 : 0;
    }

    private void nameMemory() {
        for (Role role : plot.roles()) {
            for (Letter letter : role.letters()) {
                Place place = letter.place();
                if (place != null) {
                    note(role.family(), place, !letter.verb().makesMapping());
                }
                if (letter.headed()) {
                    note(role.family(), Place.FILLED, true);
                }
            }
        }
        char name = 'a';
        for (TreeMap<Integer, Memory> family : memory) {
            for (Map.Entry<Integer, Memory> entry : family.entrySet()) {
                Memory old = entry.getValue();
                entry.setValue(new Memory(old.place(), String.valueOf(name++), old.early()));
            }
        }
    }

    private void note(int family, Place place, boolean early) {
        memory.get(family)
                .merge(
                        place.code(),
                        new Memory(place, "", early),
                        (one, two) -> new Memory(place, "", one.early() && two.early()));
    }

    private List<FileSpec> files() {
        List<FileSpec> specs = new ArrayList<>();
        for (int i = 0; i < plot.files().size(); i++) {
            FileShape shape = plot.files().get(i);
            specs.add(new FileSpec(FILES.get(i), shape.size(), shape.pages()));
        }
        return specs;
    }

    private List<ProcessSpec> processes() {
        List<ProcessSpec> specs = new ArrayList<>();
        for (int process = 0; process < Role.PROCESSES; process++) {
            int family = process;
            if (plot.roles().stream().anyMatch(role -> role.family() == family)) {
                List<MappingSpec> mappings = new ArrayList<>();
                for (Memory one : memory.get(process).values()) {
                    if (one.early()) {
                        mappings.add(mapping(one));
                    }
                }
                specs.add(new ProcessSpec(PROCESSES.get(process), false, mappings));
                boolean forks = plot.roles().stream()
                        .anyMatch(role -> role.family() == family
                                && role.letters().stream().anyMatch(letter -> letter.verb() == Verb.FORK));
                if (forks) {
                    specs.add(new ProcessSpec(CHILDREN.get(process), true, List.of()));
                }
            }
        }
        return specs;
    }

    private MappingSpec mapping(Memory of) {
        Place place = of.place();
        boolean file = place.isFile();
        return place.mapping(
                of.name(),
                file ? FILES.get(place.number()) : "",
                file ? plot.files().get(place.number()).extent() : 1);
    }

    private List<TaskSpec> tasks() {
        List<TaskSpec> specs = new ArrayList<>();
        int users = 0;
        int kernels = 0;
        for (Role role : plot.roles()) {
            boolean kernel = role.process() == Role.KERNEL;
            String name = kernel ? "K" + ++kernels : "T" + ++users;
            String process =
                    kernel ? null : role.isChild() ? CHILDREN.get(role.family()) : PROCESSES.get(role.family());
            specs.add(new TaskSpec(
                    name,
                    process,
                    role.letters().stream()
                            .map(letter -> operation(letter, role.family()))
                            .toList()));
        }
        return specs;
    }

    private Memory memoryOf(Place place, int family) {
        return Objects.requireNonNull(memory.get(family).get(place.code()));
    }

    private Operation operation(Letter letter, int family) {
        String file = letter.file() < 0 ? "" : FILES.get(letter.file());
        Memory place = letter.place() == null ? null : memoryOf(letter.place(), family);
        return switch (letter.verb()) {
            case READ -> new Operation.Read(file, letter.start(), buffers(letter, family));
            case WRITE -> new Operation.Write(file, letter.start(), buffers(letter, family));
            case TRUNCATE -> new Operation.Truncate(file, letter.start());
            case FSYNC -> new Operation.Fsync(file);
            case RECLAIM -> new KernelWork.Reclaim(file, letter.start());
            case WRITEBACK -> new KernelWork.WriteBack(file, letter.start());
            case FORK -> new Operation.Fork(CHILDREN.get(family));
            default -> memoryOperation(letter, Objects.requireNonNull(place));
        };
    }

    private Operation memoryOperation(Letter letter, Memory of) {
        MappingSpec mapping = mapping(of);
        int length = FileShape.PAGE;
        return switch (letter.verb()) {
            case LOAD -> new Operation.Load(of.name(), 0, length);
            case STORE -> new Operation.Store(of.name(), 0, length);
            case MMAP -> new Operation.Mmap(mapping, false);
            case POPULATE -> new Operation.Mmap(mapping, true);
            case MUNMAP -> new Operation.Munmap(of.name(), 0, mapping.pages());
            case DONTNEED -> new Operation.DontNeed(of.name(), 0, mapping.pages());
            case MPROTECT -> new Operation.Mprotect(of.name(), true, false);
            default -> throw new AssertionError(letter.verb());
        };
    }

    private List<Buffer> buffers(Letter letter, int family) {
        Place place = Objects.requireNonNull(letter.place());
        Memory body = memoryOf(place, family);
        List<Buffer> buffers = new ArrayList<>();
        if (letter.headed()) {
            buffers.add(new Buffer(memoryOf(Place.FILLED, family).name(), 0, letter.head()));
        }
        buffers.add(new Buffer(body.name(), letter.bufferStart(), letter.length() - letter.head()));
        return buffers;
    }
}
