package dev.faultline;

import dev.faultline.explore.Budget;
import dev.faultline.explore.Exploration;
import dev.faultline.explore.Exploration.Finding;
import dev.faultline.explore.Explorer;
import dev.faultline.gallery.Exhibit;
import dev.faultline.gallery.Gallery;
import dev.faultline.spi.CopyStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Prints, as the table in {@code docs/gallery.md}, what exploring finds: every exhibit of the gallery must be caught by its own law under every seed, and no
 * sound strategy or policy accused. Where a flaw shows in several ways, the law that a seed meets first may be another one; the last column says so. Each seed has the budget to itself, on one worker.
 *
 * <pre>{@code
 * mvn verify -DskipTests -Pgallery -Dgallery="20 10s"
 * }</pre>
 *
 * <p>Arguments: how many seeds, the budget of each, then names of strategies, or {@code sound} for all that must not be accused; everything where there are none. Ends with
 * status 1 when the table is not as it should be.
 */
public final class GalleryTable {
    private final int seeds;
    private final Budget budget;
    private boolean good = true;

    private GalleryTable(int seeds, Budget budget) {
        this.seeds = seeds;
        this.budget = budget;
    }

    public static void main(String[] arguments) {
        int seeds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        GalleryTable table = new GalleryTable(seeds, Budget.parse(arguments.length > 1 ? arguments[1] : "10s"));
        List<String> names = Arrays.asList(arguments).subList(Math.min(2, arguments.length), arguments.length);
        table.printGallery(names);
        table.printSound(names);
        System.exit(table.good ? 0 : 1);
    }

    private static boolean wanted(List<String> names, String name) {
        return names.isEmpty() || names.contains(name);
    }

    private static boolean isSound(List<String> names, String name) {
        return wanted(names, name) || names.contains("sound");
    }

    private void printGallery(List<String> names) {
        System.out.println("| strategy | row | law | caught | executions, median | most | met first |");
        System.out.println("| --- | ---: | --- | ---: | ---: | ---: | --- |");
        for (Exhibit exhibit : Gallery.exhibits()) {
            if (wanted(names, exhibit.name())) {
                printExhibit(exhibit);
            }
        }
    }

    private void printExhibit(Exhibit exhibit) {
        List<Long> executions = new ArrayList<>();
        Map<String, Integer> metFirst = new TreeMap<>();
        List<String> missed = new ArrayList<>();
        for (long seed : LongStream.rangeClosed(1, seeds).toArray()) {
            Finding first = explorer(Candidates.of(exhibit).factory(), seed)
                    .explore(budget, 1, tally -> {})
                    .finding();
            if (first != null) {
                metFirst.merge(first.failure().violation().law(), 1, Integer::sum);
            }
            Exploration own = explorer(Candidates.of(exhibit).factory(), seed)
                    .onlyFor(exhibit.law())
                    .explore(budget, 1, tally -> {});
            if (own.finding() == null) {
                missed.add("seed " + seed);
            } else {
                executions.add(own.tally().executions());
            }
        }
        good &= missed.isEmpty();
        executions.sort(null);
        print(
                exhibit.name(),
                exhibit.row() == 0 ? "" : "" + exhibit.row(),
                exhibit.law(),
                executions.size() + " of " + seeds + (missed.isEmpty() ? "" : ", not " + String.join(", ", missed)),
                executions.isEmpty() ? "" : "" + executions.get(executions.size() / 2),
                executions.isEmpty() ? "" : "" + executions.get(executions.size() - 1),
                metFirst.size() == 1 && metFirst.containsKey(exhibit.law()) ? "" : metFirst.toString());
    }

    private static void print(String... cells) {
        System.out.println("| " + String.join(" | ", cells) + " |");
    }

    private void printSound(List<String> names) {
        System.out.println();
        System.out.println("| sound | guarantee | accused | executions |");
        System.out.println("| --- | --- | ---: | ---: |");
        for (ServiceLoader.Provider<CopyStrategy> provider :
                ServiceLoader.load(CopyStrategy.class).stream().toList()) {
            CopyStrategy strategy = provider.get();
            if (isSound(names, strategy.name())) {
                printSound(strategy, provider);
            }
        }
        for (Supplier<CopyStrategy> pair : SoundPolicies.pairs()) {
            if (isSound(names, pair.get().name())) {
                printSound(pair.get(), pair);
            }
        }
    }

    private void printSound(CopyStrategy strategy, Supplier<CopyStrategy> factory) {
        long executions = 0;
        List<String> accusations = new ArrayList<>();
        for (long seed : LongStream.rangeClosed(1, seeds).toArray()) {
            Exploration exploration = explorer(factory, seed).explore(budget, 1, tally -> {});
            executions += exploration.tally().executions();
            Finding finding = exploration.finding();
            if (finding != null) {
                accusations.add(
                        "seed " + seed + ": " + finding.failure().violation().law());
            }
        }
        good &= accusations.isEmpty();
        print(
                strategy.name(),
                strategy.guarantee().name(),
                accusations.size() + " of " + seeds
                        + (accusations.isEmpty() ? "" : ", " + String.join(", ", accusations)),
                "" + executions);
    }

    private static Explorer explorer(Supplier<CopyStrategy> factory, long seed) {
        return new Explorer(factory, seed, Duration.ofSeconds(5));
    }
}
