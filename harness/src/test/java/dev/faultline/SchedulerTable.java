package dev.faultline;

import dev.faultline.explore.Budget;
import dev.faultline.explore.Exploration;
import dev.faultline.explore.Explorer;
import dev.faultline.gallery.Exhibit;
import dev.faultline.gallery.Gallery;
import dev.faultline.schedule.Guided;
import dev.faultline.schedule.Pct;
import dev.faultline.schedule.Portfolio;
import dev.faultline.schedule.Pos;
import dev.faultline.schedule.RandomWalk;
import dev.faultline.schedule.Scheduler;
import dev.faultline.schedule.Surw;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * Prints, as the table in {@code docs/schedulers.md}, how many executions each scheduler needs until it has met each exhibit of the gallery.
 *
 * <pre>{@code
 * mvn verify -DskipTests -Pschedulers -Dschedulers="30 20000"
 * }</pre>
 *
 * <p>Arguments: how many seeds, the most executions of each, then names of exhibits, all where there are none. Where a cell was not found it counts as the most.
 */
public final class SchedulerTable {
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
        policies.put("portfolio", Portfolio::standard);
        policies.put("predicting", seed -> Portfolio.standard(seed).predicting());
    }

    public static void main(String[] arguments) {
        int seeds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30;
        SchedulerTable table = new SchedulerTable(seeds, arguments.length > 1 ? Long.parseLong(arguments[1]) : 20_000);
        table.print(Arrays.asList(arguments).subList(Math.min(2, arguments.length), arguments.length));
    }

    private void print(List<String> names) {
        System.out.println("| strategy | " + String.join(" | ", policies.keySet()) + " |");
        System.out.println("| --- " + "| ---: ".repeat(policies.size()) + "|");
        Map<String, long[]> sums = new LinkedHashMap<>();
        for (Exhibit exhibit : Gallery.exhibits()) {
            if (names.isEmpty() || names.contains(exhibit.name())) {
                StringBuilder row = new StringBuilder("| " + exhibit.name());
                policies.forEach((name, policy) -> {
                    long[] executions = executions(exhibit, policy);
                    long median = executions[seeds / 2];
                    long worst = executions[seeds - 1];
                    row.append(" | ").append(median).append(" / ").append(worst);
                    long[] sum = sums.computeIfAbsent(name, key -> new long[2]);
                    sum[0] = Math.max(sum[0], median);
                    sum[1] += Arrays.stream(executions).sum();
                });
                System.out.println(row + " |");
            }
        }
        sums.forEach((name, sum) -> System.out.println(name + " " + Arrays.toString(sum)));
    }

    private long[] executions(Exhibit exhibit, LongFunction<? extends Scheduler> policy) {
        return LongStream.rangeClosed(1, seeds)
                .map(seed -> {
                    Exploration exploration = new Explorer(exhibit::strategy, seed, Duration.ofSeconds(5))
                            .under(policy)
                            .onlyFor(exhibit.law())
                            .explore(Budget.ofExecutions(executionsMax), 1, tally -> {});
                    return exploration.finding() == null
                            ? executionsMax
                            : exploration.tally().executions();
                })
                .sorted()
                .toArray();
    }
}
