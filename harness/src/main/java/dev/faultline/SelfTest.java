package dev.faultline;

import dev.faultline.explore.Exploration;
import dev.faultline.explore.Exploration.Finding;
import dev.faultline.explore.Explorer;
import dev.faultline.explore.Failure;
import dev.faultline.explore.Runner;
import dev.faultline.gallery.Exhibit;
import dev.faultline.gallery.Gallery;
import dev.faultline.report.ConsoleReport;
import dev.faultline.report.TextTable;
import dev.faultline.shrink.Counterexample;
import dev.faultline.shrink.Shrinker;
import dev.faultline.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Catches every flawed strategy of the gallery on this very machine, each by the law that it breaks, and shrinks what was found: what a PASSED is worth here,
 * with this JDK, in this much time.
 */
public final class SelfTest {
    private static final List<String> HEADER =
            List.of("bug", "#", "law", "executions", "ms", "tasks", "operations", "preemptions", "steps");

    private final Options options;
    private final List<Exhibit> exhibits;
    private final Consumer<String> progress;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> missed = new ArrayList<>();

    /**
     * @param progress told a few times a second how far it is
     * @throws UsageException when a name that was asked for is no exhibit's
     */
    public SelfTest(Options options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
        exhibits = options.strategies().isEmpty()
                ? Gallery.exhibits()
                : options.strategies().stream().map(SelfTest::exhibit).toList();
    }

    private static Exhibit exhibit(String name) {
        return Gallery.exhibits().stream()
                .filter(exhibit -> exhibit.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("There is no flawed strategy " + name + " in the gallery. "
                        + Nearest.sentence(
                                name,
                                Gallery.exhibits().stream().map(Exhibit::name).toList())));
    }

    /** What is to be caught. */
    public List<Exhibit> exhibits() {
        return exhibits;
    }

    /** Tries to catch one of them, and takes it into the table. */
    public void add(Exhibit exhibit) {
        Exploration exploration = new Explorer(Candidates.of(exhibit).factory(), options.seed(), options.stuckAfter())
                .onlyFor(exhibit.law())
                .explore(
                        options.budget(),
                        options.threads(),
                        tally -> progress.accept(
                                exhibit.name() + ": " + options.budget().spent(tally) + ", "
                                        + ConsoleReport.count(tally.executions(), "execution")));
        Counterexample smallest = smallest(exhibit, exploration.finding());
        if (smallest == null) {
            missed.add(exhibit.name());
        }
        rows.add(row(exhibit, exploration, smallest));
    }

    private @Nullable Counterexample smallest(Exhibit exhibit, @Nullable Finding finding) {
        if (finding == null) {
            return null;
        }
        progress.accept(exhibit.name() + ": caught, making it smaller");
        try (Runner runner = new Runner(Candidates.of(exhibit).factory().get(), options.stuckAfter())) {
            Failure again = runner.again(finding.failure());
            return again == null ? null : new Counterexample(new Shrinker(runner).shrink(again), finding.index());
        }
    }

    private static List<String> row(Exhibit exhibit, Exploration exploration, @Nullable Counterexample smallest) {
        List<String> row = new ArrayList<>(List.of(
                exhibit.name(),
                exhibit.row() == 0 ? "" : Integer.toString(exhibit.row()),
                exhibit.law(),
                ConsoleReport.grouped(exploration.tally().executions()),
                ConsoleReport.grouped(exploration.tally().elapsedMillis())));
        row.addAll(
                smallest == null
                        ? List.of("-", "-", "-", "NOT CAUGHT")
                        : List.of(
                                Integer.toString(smallest.tasks()),
                                Integer.toString(smallest.operations()),
                                Integer.toString(smallest.preemptions()),
                                Integer.toString(smallest.steps())));
        return row;
    }

    /** Whether all were caught so far. */
    public boolean isGood() {
        return missed.isEmpty();
    }

    /** The table, and what it comes to. */
    public List<String> report() {
        List<String> lines = new ArrayList<>(TextTable.of(HEADER, rows));
        lines.add("");
        lines.add((rows.size() - missed.size()) + " of " + rows.size() + " caught, each by the law that it breaks"
                + (missed.isEmpty() ? "." : "; not " + String.join(", ", missed) + "."));
        return lines;
    }
}
