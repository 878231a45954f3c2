package dev.faultline.shrink;

import dev.faultline.Candidates;
import dev.faultline.explore.Budget;
import dev.faultline.explore.Exploration.Finding;
import dev.faultline.explore.Explorer;
import dev.faultline.explore.Failure;
import dev.faultline.explore.Runner;
import dev.faultline.gallery.Exhibit;
import dev.faultline.gallery.Gallery;
import dev.faultline.report.ReplayFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Prints, as the table in {@code docs/gallery.md}, where shrinking ends: for each exhibit the failures that a number of seeds meet, and how many of them
 * end as small as the smallest that is known, the one that is pinned, in tasks, operations, pages and preemptions.
 *
 * <p>Arguments: the folder with the pinned files, how many seeds, then names of exhibits, all where there are none. Ends with status 1 when a failure ends larger, or
 * smaller.
 */
public final class ShrinkTable {
    private static final Budget BUDGET = Budget.ofExecutions(400_000);
    private static final Duration STUCK_AFTER = Duration.ofSeconds(60);

    private ShrinkTable() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        int seeds = Integer.parseInt(arguments[1]);
        List<String> names = Arrays.asList(arguments).subList(2, arguments.length);
        boolean good = true;
        System.out.println("| strategy | tasks, operations, pages, preemptions | reached | also ended as |");
        System.out.println("| --- | --- | ---: | --- |");
        for (Exhibit exhibit : Gallery.exhibits()) {
            if (names.isEmpty() || names.contains(exhibit.name())) {
                good &= print(exhibit, folder, seeds);
            }
        }
        System.exit(good ? 0 : 1);
    }

    private static boolean print(Exhibit exhibit, Path folder, int seeds) {
        String file = exhibit.name() + ReplayFile.EXTENSION;
        ReplayFile pinned = ReplayFile.read(folder.resolve(file), file);
        String smallest = told(Size.of(pinned.scenario(), pinned.schedule().preemptions(), 0));
        Map<String, Integer> ends = new TreeMap<>();
        for (long seed = 1; seed <= seeds; seed++) {
            ends.merge(told(end(exhibit, seed)), 1, Integer::sum);
        }
        Integer reached = ends.remove(smallest);
        System.out.println("| " + exhibit.name() + " | " + smallest + " | " + (reached == null ? 0 : reached) + " of "
                + seeds + " | " + (ends.isEmpty() ? "" : ends) + " |");
        return ends.isEmpty();
    }

    private static String told(Size size) {
        return size.tasks() + ", " + size.operations() + ", " + size.pages() + ", " + size.preemptions();
    }

    private static Size end(Exhibit exhibit, long seed) {
        Finding finding = new Explorer(Candidates.of(exhibit).factory(), seed, STUCK_AFTER)
                .onlyFor(exhibit.law())
                .explore(BUDGET, 1, tally -> {})
                .finding();
        if (finding == null) {
            throw new IllegalStateException(exhibit.name() + " is not caught with seed " + seed);
        }
        try (Runner runner = new Runner(Candidates.of(exhibit).factory().get(), STUCK_AFTER)) {
            Failure small = new Shrinker(runner).shrink(finding.failure());
            return Size.of(small.scenario(), small.schedule().preemptions(), 0);
        }
    }
}
