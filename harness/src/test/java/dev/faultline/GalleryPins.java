package dev.faultline;

import dev.faultline.explore.Budget;
import dev.faultline.explore.Exploration.Finding;
import dev.faultline.explore.Explorer;
import dev.faultline.explore.Failure;
import dev.faultline.explore.Runner;
import dev.faultline.gallery.Exhibit;
import dev.faultline.gallery.Gallery;
import dev.faultline.report.ReplayFile;
import dev.faultline.report.Retelling;
import dev.faultline.shrink.Shrinker;
import dev.faultline.shrink.Smaller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Finds and shrinks the counterexample of each exhibit, of a few seeds the smallest, and writes the files that {@link
 * GalleryTest} reads. To be run where the machine, a law or an exhibit has changed so that they no longer hold; what
 * has changed is then seen in the difference.
 *
 * <p>Arguments: the folder to write to, then names of exhibits, all where there are none.
 */
public final class GalleryPins {
    private static final int SEEDS = 8;
    private static final Budget BUDGET = Budget.ofExecutions(400_000);

    private GalleryPins() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        List<String> names = Arrays.asList(arguments).subList(1, arguments.length);
        for (Exhibit exhibit : Gallery.exhibits()) {
            if (names.isEmpty() || names.contains(exhibit.name())) {
                pin(exhibit, folder);
            }
        }
    }

    private static void pin(Exhibit exhibit, Path folder) throws IOException {
        ReplayFile smallest = null;
        for (long seed = 1; seed <= SEEDS; seed++) {
            ReplayFile found = found(exhibit, seed);
            boolean smaller = smallest == null || found != null && Smaller.ORDER.compare(found, smallest) < 0;
            smallest = smaller ? found : smallest;
        }
        if (smallest == null) {
            System.out.println(exhibit.name() + ": nothing found");
            return;
        }
        smallest.write(folder.resolve(exhibit.name() + ReplayFile.EXTENSION));
        Files.writeString(folder.resolve(exhibit.name() + ".txt"), GalleryTest.told(exhibit, smallest));
        System.out.println(exhibit.name() + ": " + smallest.law() + ", "
                + smallest.scenario().operationCount() + " operations, "
                + smallest.schedule().preemptions() + " preemptions");
    }

    private static ReplayFile found(Exhibit exhibit, long seed) {
        Finding finding = new Explorer(Candidates.of(exhibit).factory(), seed, GalleryTest.STUCK_AFTER)
                .onlyFor(exhibit.law())
                .explore(BUDGET, 1, tally -> {})
                .finding();
        if (finding == null) {
            return null;
        }
        try (Runner runner = new Runner(Candidates.of(exhibit).factory().get(), GalleryTest.STUCK_AFTER)) {
            Failure again = runner.again(finding.failure());
            Failure small = new Shrinker(runner).shrink(again == null ? finding.failure() : again);
            Retelling retelling = Retelling.of(
                    Candidates.of(exhibit).factory().get(),
                    small.scenario(),
                    small.schedule(),
                    GalleryTest.STUCK_AFTER);
            return new ReplayFile(
                    exhibit.name(), small.violation().law(), small.scenario(), small.schedule(), retelling.steps());
        }
    }
}
