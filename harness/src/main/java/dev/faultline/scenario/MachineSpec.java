package dev.faultline.scenario;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the machine of a scenario is set: its sizes, and what its devices may do.
 *
 * @param pageSize bytes in a page
 * @param cpus processors, over which the tasks are dealt out in turn; 0 for one a task
 * @param frames frames of memory, beyond which an allocation fails at once; 0 for as many as can be needed
 * @param reclaims whether an allocation that finds no free frame evicts a page of the cache before it fails
 * @param weakMemory whether a store to a flag may be seen before the stores to data that came first, where nothing orders them
 * @param sharedTables whether a fork shares lower page tables, to be copied when one of them is changed
 * @param injections what may go wrong, and how many times
 * @param guard user memory of which no byte can be reached though its page is there; null for none
 * @param pipes the pipes that there are, empty
 */
public record MachineSpec(
        int pageSize,
        int cpus,
        int frames,
        boolean reclaims,
        boolean weakMemory,
        boolean sharedTables,
        Injections injections,
        @Nullable Buffer guard,
        List<PipeSpec> pipes) {
    public MachineSpec {
        pipes = List.copyOf(pipes);
        Check.atMost(Scenario.PIPES_MAX, pipes.size(), "pipes");
        if (pageSize < 2 || Integer.bitCount(pageSize) != 1) {
            throw new ScenarioException("page size must be a power of two and at least 2: " + pageSize);
        }
        Check.atMost(Scenario.PAGE_SIZE_MAX, pageSize, "page size");
        Check.notNegative(cpus, "cpus");
        Check.atMost(Scenario.TASKS_MAX, cpus, "cpus");
        Check.notNegative(frames, "frames");
        Check.atMost(Scenario.FRAMES_MAX, frames, "frames");
        Check.that(!reclaims || frames > 0, "a machine that reclaims must say how many frames it has");
    }

    /** A processor for each task and nothing that fails. */
    public static MachineSpec ofPage(int pageSize) {
        return new MachineSpec(pageSize, 0, 0, false, false, false, Injections.NONE, null, List.of());
    }

    public MachineSpec withPageSize(int size) {
        return new MachineSpec(size, cpus, frames, reclaims, weakMemory, sharedTables, injections, guard, pipes);
    }

    public MachineSpec withCpus(int count) {
        return new MachineSpec(pageSize, count, frames, reclaims, weakMemory, sharedTables, injections, guard, pipes);
    }

    public MachineSpec withFrames(int count) {
        return new MachineSpec(
                pageSize, cpus, count, reclaims && count > 0, weakMemory, sharedTables, injections, guard, pipes);
    }

    public MachineSpec withReclaim(boolean reclaim) {
        return new MachineSpec(pageSize, cpus, frames, reclaim, weakMemory, sharedTables, injections, guard, pipes);
    }

    public MachineSpec withWeakMemory(boolean weak) {
        return new MachineSpec(pageSize, cpus, frames, reclaims, weak, sharedTables, injections, guard, pipes);
    }

    public MachineSpec withSharedTables(boolean shared) {
        return new MachineSpec(pageSize, cpus, frames, reclaims, weakMemory, shared, injections, guard, pipes);
    }

    public MachineSpec withInjections(Injections injected) {
        return new MachineSpec(pageSize, cpus, frames, reclaims, weakMemory, sharedTables, injected, guard, pipes);
    }

    public MachineSpec withReadErrors(int count) {
        return withInjections(injections.withReadErrors(count));
    }

    public MachineSpec withNoSpace(int count) {
        return withInjections(injections.withNoSpace(count));
    }

    public MachineSpec withSignals(int count) {
        return withInjections(injections.withSignals(count));
    }

    public MachineSpec withShortTransfers(int count) {
        return withInjections(injections.withShortTransfers(count));
    }

    public int readErrors() {
        return injections.readErrors();
    }

    public int noSpace() {
        return injections.noSpace();
    }

    public int signals() {
        return injections.signals();
    }

    public int shortTransfers() {
        return injections.shortTransfers();
    }

    public MachineSpec withGuard(@Nullable Buffer memory) {
        return new MachineSpec(pageSize, cpus, frames, reclaims, weakMemory, sharedTables, injections, memory, pipes);
    }

    public MachineSpec withPipes(List<PipeSpec> newPipes) {
        return new MachineSpec(pageSize, cpus, frames, reclaims, weakMemory, sharedTables, injections, guard, newPipes);
    }

    /** The same with the pipes only that the operations name. */
    public MachineSpec withPipesOf(Stream<Operation> operations) {
        Set<String> named = new HashSet<>();
        operations.forEach(operation -> {
            if (operation instanceof PipeOperation onPipe) {
                named.add(onPipe.pipe());
            }
        });
        return withPipes(
                pipes.stream().filter(pipe -> named.contains(pipe.name())).toList());
    }

    /** How many things may go wrong in all; that memory is short is one. */
    public int troubles() {
        return injections.total() + (frames > 0 ? 1 : 0);
    }

    /** The same where nothing goes wrong, and memory is enough. */
    public MachineSpec withoutTroubles() {
        return withReadErrors(0)
                .withNoSpace(0)
                .withSignals(0)
                .withShortTransfers(0)
                .withFrames(0);
    }

    /** Reads what {@link #toString} prints, and a first line such as {@code machine page 8, 1 cpu}. */
    static MachineSpec parse(Line line) {
        line.expect("machine");
        line.expect("page");
        int pageSize = line.number("a page size");
        int cpus = 0;
        int frames = 0;
        boolean reclaims = false;
        boolean weakMemory = false;
        boolean sharedTables = false;
        while (line.take(",")) {
            if (line.take("weak")) {
                line.expect("memory");
                weakMemory = true;
            } else if (line.take("shared")) {
                line.expect("tables");
                sharedTables = true;
            } else if (line.take("reclaim")) {
                reclaims = true;
            } else {
                int count = line.number("a number of cpus or frames");
                if (line.take("frame") || line.take("frames")) {
                    frames = count;
                } else if (line.take("cpu") || line.take("cpus")) {
                    cpus = count;
                } else {
                    throw line.expected("cpus or frames");
                }
            }
        }
        line.expectEnd();
        return new MachineSpec(
                pageSize, cpus, frames, reclaims, weakMemory, sharedTables, Injections.NONE, null, List.of());
    }

    /** {@code machine page 8, 1 cpu, 6 frames, reclaim, weak memory, shared tables}; what is injected has a line of its own. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("machine page ").append(pageSize);
        if (cpus > 0) {
            text.append(", ").append(Text.plural(cpus, "cpu"));
        }
        if (frames > 0) {
            text.append(", ").append(Text.plural(frames, "frame"));
        }
        text.append(reclaims ? ", reclaim" : "");
        text.append(weakMemory ? ", weak memory" : "");
        return text.append(sharedTables ? ", shared tables" : "").toString();
    }

    /** The lines {@code inject 1 read error} and so on, and {@code guard a+4:2}, each with a newline, where they apply. */
    String injectionLines() {
        return injections + (guard == null ? "" : "guard " + guard + "\n");
    }
}
