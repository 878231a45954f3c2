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
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Prints, as the table in {@code docs/gallery.md}, what exploring finds: every exhibit of the gallery must be caught by its own law under every seed, and no
 * sound strategy accused. Each seed has the budget to itself, on one worker.
 *
 * <pre>{@code
 * mvn verify -DskipTests -Pgallery -Dgallery="20 10s"
 * }</pre>
 *
 * <p>Arguments: how many seeds, the budget of each, then names of strategies, all where there are none. Ends with status 1 when the table is not as it should be.
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

    private void printGallery(List<String> names) {
        System.out.println("| strategy | row | law | caught | executions, median | most |");
        System.out.println("| --- | ---: | --- | ---: | ---: | ---: |");
        for (Exhibit exhibit : Gallery.exhibits()) {
            if (wanted(names, exhibit.name())) {
                printExhibit(exhibit);
            }
        }
    }

    private void printExhibit(Exhibit exhibit) {
        List<Long> executions = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (long seed : LongStream.rangeClosed(1, seeds).toArray()) {
            Exploration exploration = explore(exhibit::strategy, seed);
            Finding finding = exploration.finding();
            String law =
                    finding == null ? "nothing" : finding.failure().violation().law();
            if (law.equals(exhibit.law())) {
                executions.add(exploration.tally().executions());
            } else {
                others.add("seed " + seed + ": " + law);
            }
        }
        good &= others.isEmpty();
        executions.sort(null);
        String median = executions.isEmpty() ? "" : "" + executions.get(executions.size() / 2);
        String most = executions.isEmpty() ? "" : "" + executions.get(executions.size() - 1);
        String row = exhibit.row() == 0 ? "" : "" + exhibit.row();
        System.out.println("| "
                + String.join(
                        " | ", exhibit.name(), row, exhibit.law(), executions.size() + " of " + seeds, median, most)
                + " |" + (others.isEmpty() ? "" : " " + String.join(", ", others)));
    }

    private void printSound(List<String> names) {
        System.out.println();
        System.out.println("| sound strategy | guarantee | accused | executions |");
        System.out.println("| --- | --- | ---: | ---: |");
        for (ServiceLoader.Provider<CopyStrategy> provider :
                ServiceLoader.load(CopyStrategy.class).stream().toList()) {
            CopyStrategy strategy = provider.get();
            if (wanted(names, strategy.name())) {
                printSound(strategy, provider);
            }
        }
    }

    private void printSound(CopyStrategy strategy, Supplier<CopyStrategy> factory) {
        long executions = 0;
        List<String> accusations = new ArrayList<>();
        for (long seed : LongStream.rangeClosed(1, seeds).toArray()) {
            Exploration exploration = explore(factory, seed);
            executions += exploration.tally().executions();
            Finding finding = exploration.finding();
            if (finding != null) {
                accusations.add(
                        "seed " + seed + ": " + finding.failure().violation().law());
            }
        }
        good &= accusations.isEmpty();
        System.out.println("| "
                + String.join(
                        " | ",
                        strategy.name(),
                        strategy.guarantee().name(),
                        accusations.size() + " of " + seeds,
                        "" + executions)
                + " |" + (accusations.isEmpty() ? "" : " " + String.join(", ", accusations)));
    }

    private Exploration explore(Supplier<CopyStrategy> factory, long seed) {
        return new Explorer(factory, seed, Duration.ofSeconds(5)).explore(budget, 1, tally -> {});
    }
}
