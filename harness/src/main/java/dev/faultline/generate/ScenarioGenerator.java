package dev.faultline.generate;

import dev.faultline.generate.Sketch.Task;
import dev.faultline.scenario.Buffer;
import dev.faultline.scenario.CopyFileRange;
import dev.faultline.scenario.FileSpec;
import dev.faultline.scenario.Injections;
import dev.faultline.scenario.KernelWork;
import dev.faultline.scenario.MachineSpec;
import dev.faultline.scenario.Mremap;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.PageState;
import dev.faultline.scenario.PipeOperation;
import dev.faultline.scenario.Scenario;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import org.jspecify.annotations.Nullable;

/**
 * Draws whole scenarios. Operations are dealt out in turn over the tasks, so that each can aim at what any other did before. What was done is
 * looked at: most tasks end with a load or a read of what they touched last.
 */
final class ScenarioGenerator implements RandomGenerator<Scenario> {
    private static final int BAD_PAGE = 5;
    private static final int GUARD = 6;
    private static final int FEW_FRAMES = 6;
    private static final int FRAMES_FREE = 6;
    private static final int RECLAIMING = 4;
    private static final int SHARING_TABLES = 35;

    private final Profile profile;
    private final Distributions odds = new Distributions();

    /** To be called inside a {@code JqwikSession}. */
    ScenarioGenerator(Profile profile) {
        this.profile = profile;
    }

    @Override
    public Shrinkable<Scenario> next(Random random) {
        return Shrinkable.unshrinkable(draw(random));
    }

    Scenario draw(Random random) {
        Dice dice = new Dice(random);
        Shape shape = new Shape(dice, odds, profile);
        Sketch sketch = shape.draw();
        new Program(dice, sketch, new Operations(dice, odds, sketch, shape)).draw();
        if (profile.kernelThreads()) {
            kernelThreads(dice, sketch);
        }
        sketch.tasks().removeIf(task -> task.operations().isEmpty());
        int errors = profile.disk() ? dice.draw(odds.readErrors) : 0;
        int noSpace = profile.disk() ? dice.draw(odds.noSpace) : 0;
        int signals = profile.disk() ? dice.draw(odds.signals) : 0;
        int shortTransfers = profile.disk() ? dice.draw(odds.shortTransfers) : 0;
        int cpus = dice.draw(odds.cpus);
        if (profile.disk() && dice.percent(BAD_PAGE)) {
            spoilAPage(dice, sketch);
        }
        boolean weak = profile.settings() && dice.draw(odds.weakMemory);
        Buffer guard = profile.settings() && dice.percent(GUARD) ? guard(dice, sketch) : null;
        boolean shared = profile.settings() && sketch.forkedProcess() >= 0 && dice.percent(SHARING_TABLES);
        MachineSpec machine = new MachineSpec(
                sketch.pageSize(),
                cpus,
                0,
                false,
                weak,
                shared,
                new Injections(errors, noSpace, signals, shortTransfers),
                guard,
                sketch.pipes());
        Scenario scenario = sketch.toScenario(machine);
        if (profile.settings() && dice.percent(RECLAIMING)) {
            return reclaiming(dice, scenario);
        }
        return profile.settings() && dice.percent(FEW_FRAMES)
                ? scenario.withMachine(machine.withFrames(scenario.framesAtStart() + dice.between(1, FRAMES_FREE)))
                : scenario;
    }

    /**
     * The same with no more memory than it must have, all of it in use from the start: pages of a file that nobody wants are in the
     * way.
     */
    private static Scenario reclaiming(Dice dice, Scenario scenario) {
        int frames = scenario.workingSet() + dice.below(2);
        int pages = Math.min(frames - scenario.framesAtStart(), Scenario.FILE_PAGES_MAX);
        List<FileSpec> files = new ArrayList<>(scenario.files());
        if (pages > 0) {
            PageState state = dice.percent(70) ? PageState.WARM : PageState.DIRTY;
            files.add(new FileSpec("H", pages * scenario.pageSize(), Collections.nCopies(pages, state)));
        }
        MachineSpec machine = scenario.machine().withFrames(Math.max(frames, scenario.framesAtStart()));
        return scenario.withFiles(files).withMachine(machine.withReclaim(true));
    }

    /** A few bytes of memory that is there from the start, most likely such as copies are made of. */
    private static @Nullable Buffer guard(Dice dice, Sketch sketch) {
        List<Memory> memory = sketch.memory().stream().filter(Memory::fromStart).toList();
        if (memory.isEmpty()) {
            return null;
        }
        Memory guarded = dice.pick(memory);
        int offset = dice.below(guarded.bytes(sketch.pageSize()));
        int length = Math.min(dice.between(1, sketch.pageSize()), guarded.bytes(sketch.pageSize()) - offset);
        return new Buffer(guarded.name(), offset, length);
    }

    /** Makes one of the cold pages bad, where there is any. */
    private static void spoilAPage(Dice dice, Sketch sketch) {
        int file = dice.below(sketch.files().size());
        FileSpec spec = sketch.files().get(file);
        int page = spec.pages().isEmpty() ? 0 : dice.below(spec.pages().size());
        if (page < spec.pages().size() && spec.pages().get(page) == PageState.COLD) {
            sketch.files().set(file, spec.withPage(page, PageState.BAD));
        }
    }

    /** What the user tasks of one sketch do. */
    private final class Program {
        private final Dice dice;
        private final Sketch sketch;
        private final Operations operations;
        private final Aims aims;
        private final Swarm swarm;
        private boolean copied;

        Program(Dice dice, Sketch sketch, Operations operations) {
            this.dice = dice;
            this.sketch = sketch;
            this.operations = operations;
            aims = new Aims(dice, sketch);
            swarm = Swarm.draw(dice);
        }

        void draw() {
            List<Task> tasks = sketch.tasks();
            int[] counts = new int[tasks.size()];
            int most = 0;
            for (int i = 0; i < counts.length; i++) {
                counts[i] = Math.min(profile.operationsMax(), dice.draw(odds.operations));
                most = Math.max(most, counts[i]);
            }
            int forker = sketch.forkedProcess() < 0 ? -1 : forker();
            int forkAt = forker < 0 ? -1 : dice.below(counts[forker] + 1);
            for (int round = 0; round <= most; round++) {
                for (int i = 0; i < counts.length; i++) {
                    if (i == forker && round == forkAt) {
                        fork(tasks.get(i));
                    }
                    if (round < counts[i]) {
                        add(tasks.get(i), round == counts[i] - 1);
                    }
                }
            }
        }

        private void add(Task task, boolean last) {
            Operation before = task.last();
            if (before instanceof Operation.Exit) {
                return;
            }
            boolean look = last && copied && before != null && dice.percent(45);
            boolean copy = dice.percent(before == null ? 50 : 0) || last && !copied;
            Kind kind = look ? swarm.look(dice) : copy ? swarm.copy(dice) : swarm.next(dice, kindOf(before));
            if (kind == Kind.EXIT && !last
                    || kind == Kind.PIPE && !profile.settings()
                    || kind == Kind.FILE_COPY && profile.filesMax() == 1) {
                kind = swarm.look(dice);
            }
            boolean copies = kind == Kind.READ || kind == Kind.WRITE;
            copied |= copies;
            Aim aim = look && dice.percent(70)
                    ? aims.changed(task)
                    : copies ? aims.nextForCopy(task) : kind == Kind.MREMAP ? aims.nextForMove(task) : aims.next(task);
            Operation operation = operations.draw(kind, aim, task);
            if (operation != null) {
                task.operations().add(operation);
            }
            for (int i = 0; kind == Kind.PIPE && i < 3 && task.operations().size() < 5 && dice.percent(60); i++) {
                operation = operations.draw(kind, aims.next(task), task);
                task.operations().add(Objects.requireNonNull(operation));
            }
            if (operation instanceof Operation.Poke poke && profile.settings() && dice.percent(70)) {
                dropBeside(task, poke);
            }
            if (operation instanceof Mremap move && profile.settings() && dice.percent(30)) {
                cutBeside(task, move);
            }
        }

        /** Another task takes the page out of the file that has just come to another place. */
        private void cutBeside(Task task, Mremap move) {
            Memory memory = sketch.find(move.name());
            int pageSize = sketch.pageSize();
            for (Task other : sketch.tasks()) {
                if (memory.file() >= 0 && other != task && !(other.last() instanceof Operation.Exit)) {
                    other.operations()
                            .add(new Operation.Punch(
                                    sketch.fileName(memory.file()), memory.positionOf(0, pageSize), pageSize));
                    return;
                }
            }
        }

        /** Another task drops the page that a store is forced into, which the forcing has to notice. */
        private void dropBeside(Task task, Operation.Poke poke) {
            int page = poke.offset() / sketch.pageSize();
            int first = dice.below(sketch.tasks().size());
            for (int i = 0;
                    i < sketch.tasks().size()
                            && page < sketch.find(poke.mapping()).spec().pages();
                    i++) {
                Task other = sketch.tasks().get((first + i) % sketch.tasks().size());
                boolean ended = other.last() instanceof Operation.Exit;
                if (other != task && other.process() == task.process() && !ended) {
                    other.operations().add(new Operation.DontNeed(poke.mapping(), page, 1));
                    return;
                }
            }
        }

        private int forker() {
            int forker = 0;
            for (int i = 0; i < sketch.tasks().size(); i++) {
                if (sketch.tasks().get(i).process() == 0 && dice.percent(50)) {
                    forker = i;
                }
            }
            return forker;
        }

        /** A fork, and at once accesses on its sides that would show if the sides were not apart. */
        private void fork(Task task) {
            if (task.last() instanceof Operation.Exit) {
                task.operations().remove(task.operations().size() - 1);
            }
            int child = sketch.forkedProcess();
            task.operations()
                    .add(new Operation.Fork(sketch.processes().get(child).name()));
            Aim aim = aims.split(task.family());
            for (Task other : sketch.tasks()) {
                boolean ended = other.last() instanceof Operation.Exit;
                if (other.family() == task.family() && !ended && dice.percent(60)) {
                    Kind kind = dice.percent(other.process() == child ? 40 : 75) ? Kind.STORE : Kind.LOAD;
                    Operation access = operations.draw(kind, aim, other);
                    if (access != null) {
                        other.operations()
                                .add(
                                        other.process() == child
                                                ? 0
                                                : other.operations().size(),
                                        access);
                    }
                }
            }
        }
    }

    private static Kind kindOf(@Nullable Operation operation) {
        if (operation instanceof Operation.Read) {
            return Kind.READ;
        }
        if (operation instanceof Operation.Write) {
            return Kind.WRITE;
        }
        if (operation instanceof Operation.Load) {
            return Kind.LOAD;
        }
        if (operation instanceof Operation.Store) {
            return Kind.STORE;
        }
        if (operation instanceof PipeOperation) {
            return Kind.PIPE;
        }
        if (operation instanceof CopyFileRange) {
            return Kind.FILE_COPY;
        }
        if (operation instanceof Operation.Poke) {
            return Kind.POKE;
        }
        if (operation instanceof Operation.Truncate) {
            return Kind.TRUNCATE;
        }
        if (operation instanceof Operation.Punch) {
            return Kind.PUNCH;
        }
        if (operation instanceof Operation.Mmap) {
            return Kind.MMAP;
        }
        if (operation instanceof Mremap) {
            return Kind.MREMAP;
        }
        return operation instanceof Operation.Munmap ? Kind.MUNMAP : Kind.FSYNC;
    }

    /** Reclaim and writeback of the very pages that are in use; most often where files have holes, which they fill, and where pages move. */
    private void kernelThreads(Dice dice, Sketch sketch) {
        int count = dice.draw(odds.kernelThreads);
        if (count == 0 && (sketch.hasHoles() || sketch.moves()) && dice.percent(75)) {
            count = 1;
        }
        List<Aim> pages = count == 0 ? List.of() : new Aims(dice, sketch).filePages();
        for (int i = 1; i <= count; i++) {
            Task task = sketch.addKernelThread(i);
            int operations = 1 + dice.below(3);
            for (int j = 0; j < operations; j++) {
                task.operations().add(kernelWork(dice, sketch, pages, task.last()));
            }
        }
    }

    private static Operation kernelWork(Dice dice, Sketch sketch, List<Aim> pages, @Nullable Operation before) {
        if (before instanceof KernelWork.WriteBack writeBack && dice.percent(60)) {
            return new KernelWork.Reclaim(writeBack.file(), writeBack.page());
        }
        int file = 0;
        int page = sketch.hotPage();
        if (!pages.isEmpty()) {
            Aim aim = dice.pick(pages);
            int end = aim.position() + (dice.percent(70) ? 0 : aim.length() - 1);
            file = aim.file();
            page = Math.min(end / sketch.pageSize(), 5);
        }
        String name = sketch.fileName(file);
        return dice.percent(55) ? new KernelWork.Reclaim(name, page) : new KernelWork.WriteBack(name, page);
    }
}
