package dev.faultline;

import dev.faultline.enumerate.Bound;
import dev.faultline.enumerate.Enumeration;
import dev.faultline.explore.Budget;
import dev.faultline.explore.Exhauster;
import dev.faultline.explore.Exploration;
import dev.faultline.explore.Exploration.Finding;
import dev.faultline.explore.Reach;
import dev.faultline.explore.Tally;
import dev.faultline.gallery.Exhibit;
import dev.faultline.gallery.Gallery;
import dev.faultline.report.ConsoleReport;
import dev.faultline.report.ReplayFile;
import dev.faultline.scenario.CopyFileRange;
import dev.faultline.scenario.MachineSpec;
import dev.faultline.scenario.Mremap;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.Scenario;
import dev.faultline.spi.CopyStrategy;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/**
 * Prints, as the tables in {@code docs/exhaustive.md}, what running everything within a bound comes to: each sound strategy must be proven, and each
 * exhibit of the gallery refuted by its own law, unless even the smallest scenario that shows it is beyond the bound.
 *
 * <pre>{@code
 * mvn verify -DskipTests -Pexhaustive -Dexhaustive=2
 * }</pre>
 *
 * <p>Arguments: how many workers, then names of strategies, all where there are none. Ends with status 1 when the tables are not as they should be.
 */
public final class ExhaustiveTable {
    private static final Duration STUCK_AFTER = Duration.ofSeconds(30);

    private final int workers;
    private final List<String> names;
    private final Enumeration enumeration = Enumeration.of(Bound.standard());
    private boolean good = true;

    private ExhaustiveTable(int workers, List<String> names) {
        this.workers = workers;
        this.names = names;
    }

    public static void main(String[] arguments) {
        int workers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2;
        List<String> names = Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
        ExhaustiveTable table = new ExhaustiveTable(workers, names);
        table.printSound();
        table.printGallery();
        System.exit(table.good ? 0 : 1);
    }

    private boolean wanted(String name) {
        return names.isEmpty() || names.contains(name);
    }

    private void printSound() {
        print("sound strategy", "verdict", "scenarios", "traces", "redundant", "cut", "seconds", "CPU seconds");
        print("---", "---", "---:", "---:", "---:", "---:", "---:", "---:");
        for (ServiceLoader.Provider<CopyStrategy> provider :
                ServiceLoader.load(CopyStrategy.class).stream().toList()) {
            String name = provider.get().name();
            if (wanted(name)) {
                printSound(name, provider);
            }
        }
        System.out.println();
    }

    private void printSound(String name, Supplier<CopyStrategy> factory) {
        long cpu = cpuMillis();
        Exploration exploration = explore(new Exhauster(factory, enumeration, STUCK_AFTER));
        Reach reach = exploration.reach();
        boolean proven = exploration.finding() == null && exploration.unsteady() == null && reach.isComplete();
        good &= proven;
        print(
                name,
                proven ? "EXHAUSTIVE" : "not proven",
                ConsoleReport.grouped(reach.scenarios()),
                ConsoleReport.grouped(reach.traces()),
                ConsoleReport.grouped(reach.redundant()),
                ConsoleReport.grouped(reach.cut()),
                "" + exploration.tally().elapsedMillis() / 1000,
                "" + (cpuMillis() - cpu) / 1000);
    }

    private void printGallery() {
        print("strategy", "row", "law", "refuted at scenario", "operations there");
        print("---", "---:", "---", "---:", "---");
        for (Exhibit exhibit : Gallery.exhibits()) {
            if (wanted(exhibit.name())) {
                printExhibit(exhibit);
            }
        }
    }

    private void printExhibit(Exhibit exhibit) {
        Exhauster exhauster =
                new Exhauster(Candidates.of(exhibit).factory(), enumeration, STUCK_AFTER).onlyFor(exhibit.law());
        Exploration exploration = explore(exhauster);
        Finding finding = exploration.finding();
        good &= finding != null || isBeyond(exhibit);
        print(
                exhibit.name(),
                exhibit.row() == 0 ? "" : "" + exhibit.row(),
                exhibit.law(),
                finding == null ? "not refuted" : "" + finding.index(),
                finding == null ? "" : operations(finding));
    }

    /** Whether the smallest scenario that is known needs what nothing within the bound has. */
    private boolean isBeyond(Exhibit exhibit) {
        String name = exhibit.name() + ReplayFile.EXTENSION;
        Scenario smallest =
                ReplayFile.read(GalleryTest.PINNED.resolve(name), name).scenario();
        MachineSpec machine = smallest.machine();
        return machine.weakMemory()
                || machine.sharedTables()
                || machine.reclaims()
                || machine.signals() > 0
                || machine.shortTransfers() > 0
                || machine.guard() != null
                || !machine.pipes().isEmpty()
                || smallest.badPages() > 0
                || smallest.operationCount() > enumeration.bound().operations()
                || smallest.tasks().stream()
                        .anyMatch(task -> task.operations().stream().anyMatch(ExhaustiveTable::isBeyond));
    }

    private static boolean isBeyond(Operation operation) {
        return operation instanceof Operation.Poke || operation instanceof Mremap || operation instanceof CopyFileRange;
    }

    private static String operations(Finding finding) {
        return String.join(
                " ∥ ",
                finding.failure().scenario().tasks().stream()
                        .map(task -> "`"
                                + String.join(
                                        "; ",
                                        task.operations().stream()
                                                .map(Object::toString)
                                                .toList())
                                + "`")
                        .toList());
    }

    private Exploration explore(Exhauster exhauster) {
        Reach start = Reach.start(enumeration.bound(), enumeration.size());
        return exhauster.explore(start, Tally.NOTHING, Budget.unlimited(), workers, so -> {});
    }

    private static long cpuMillis() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1_000_000;
    }

    private static void print(String... cells) {
        System.out.println("| " + String.join(" | ", cells) + " |");
    }
}
