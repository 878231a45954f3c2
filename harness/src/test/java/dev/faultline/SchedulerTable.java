package dev.faultline;

import dev.faultline.execution.Program;
import dev.faultline.explore.Budget;
import dev.faultline.explore.Exploration;
import dev.faultline.explore.Explorer;
import dev.faultline.explore.Runner;
import dev.faultline.gallery.Exhibit;
import dev.faultline.gallery.Gallery;
import dev.faultline.report.ReplayFile;
import dev.faultline.schedule.Guided;
import dev.faultline.schedule.Pct;
import dev.faultline.schedule.Portfolio;
import dev.faultline.schedule.Pos;
import dev.faultline.schedule.RandomWalk;
import dev.faultline.schedule.Scheduler;
import dev.faultline.schedule.Surw;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

/**
 * Prints, as the tables in {@code docs/schedulers.md}, how many executions each scheduler needs until it has met each exhibit of the gallery: exploring
 * scenario after scenario, and running the smallest scenario that shows it over and over.
 *
 * <pre>{@code
 * mvn verify -DskipTests -Pschedulers -Dschedulers="30 20000"
 * }</pre>
 *
 * <p>Arguments: how many seeds, the most executions of each, then names of exhibits, all where there are none. What was not met counts as the most, and shows as a dash.
 */
public final class SchedulerTable {
    private static final Duration STUCK_AFTER = Duration.ofSeconds(60);

    private final int seeds;
    private final long executionsMax;
    private final Map<String, LongFunction<? extends Scheduler>> policies = new LinkedHashMap<>();

    private SchedulerTable(int seeds, long executionsMax) {
        this.seeds = seeds;
        this.executionsMax = executionsMax;
        policies.put("walk", RandomWalk::new);
        policies.put("PCT 3", seed -> new Pct(3, seed));
        policies.put("POS", Pos::new);
        policies.put("SURW", Surw::new);
        policies.put("guided", Guided::new);
        policies.put("mix", seed -> Portfolio.standard(seed).notPredicting());
        policies.put("portfolio", Portfolio::standard);
    }

    public static void main(String[] arguments) {
        int seeds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30;
        SchedulerTable table = new SchedulerTable(seeds, arguments.length > 1 ? Long.parseLong(arguments[1]) : 20_000);
        table.print(Arrays.asList(arguments).subList(Math.min(2, arguments.length), arguments.length));
    }

    private void print(List<String> names) {
        System.out.println("Executions until the exhibit was met, median / worst, exploring:");
        print(names, this::exploring);
        System.out.println("Executions of the smallest scenario, median / worst:");
        print(names, this::ofTheSmallest);
    }

    private void print(List<String> names, BiFunction<Exhibit, LongFunction<? extends Scheduler>, long[]> measure) {
        System.out.println();
        System.out.println("| strategy | " + String.join(" | ", policies.keySet()) + " |");
        System.out.println("| --- " + "| ---: ".repeat(policies.size()) + "|");
        Map<String, List<long[]>> columns = new LinkedHashMap<>();
        for (Exhibit exhibit : Gallery.exhibits()) {
            if (names.isEmpty() || names.contains(exhibit.name())) {
                StringBuilder row = new StringBuilder("| " + exhibit.name());
                policies.forEach((name, policy) -> {
                    long[] executions = measure.apply(exhibit, policy);
                    columns.computeIfAbsent(name, key -> new ArrayList<>()).add(executions);
                    row.append(" | ").append(cell(executions));
                });
                System.out.println(row + " |");
            }
        }
        printSums(columns);
    }

    private String cell(long[] executions) {
        return executions[seeds / 2] + " / " + (executions[seeds - 1] >= executionsMax ? "–" : executions[seeds - 1]);
    }

    private void printSums(Map<String, List<long[]>> columns) {
        StringBuilder sums = new StringBuilder("| all, sum");
        StringBuilder missed = new StringBuilder("| not met");
        columns.values().forEach(column -> {
            sums.append(" | ")
                    .append(column.stream().flatMapToLong(Arrays::stream).sum());
            missed.append(" | ")
                    .append(column.stream()
                            .flatMapToLong(Arrays::stream)
                            .filter(count -> count >= executionsMax)
                            .count());
        });
        System.out.println(sums + " |");
        System.out.println(missed + " |");
        System.out.println();
    }

    private long[] exploring(Exhibit exhibit, LongFunction<? extends Scheduler> policy) {
        return measured(seed -> {
            Exploration exploration = new Explorer(Candidates.of(exhibit).factory(), seed, STUCK_AFTER)
                    .under(policy)
                    .onlyFor(exhibit.law())
                    .explore(Budget.ofExecutions(executionsMax), 1, tally -> {});
            return exploration.finding() == null
                    ? executionsMax
                    : exploration.tally().executions();
        });
    }

    private long[] ofTheSmallest(Exhibit exhibit, LongFunction<? extends Scheduler> policy) {
        String name = exhibit.name() + ReplayFile.EXTENSION;
        Program program = Program.of(
                ReplayFile.read(GalleryTest.PINNED.resolve(name), name).scenario());
        try (Runner runner = new Runner(Candidates.of(exhibit).factory().get(), STUCK_AFTER)) {
            return measured(seed -> {
                Scheduler scheduler = policy.apply(seed);
                for (long run = 1; run < executionsMax; run++) {
                    if (runner.run(program, scheduler) != null) {
                        return run;
                    }
                }
                return executionsMax;
            });
        }
    }

    private long[] measured(LongUnaryOperator executions) {
        return LongStream.rangeClosed(1, seeds).map(executions).sorted().toArray();
    }
}
