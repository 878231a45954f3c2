package dev.faultline;

import dev.faultline.enumerate.Bound;
import dev.faultline.enumerate.Enumeration;
import dev.faultline.explore.Exhauster;
import dev.faultline.explore.Exploration;
import dev.faultline.explore.Reach;
import dev.faultline.report.Checkpoint;
import dev.faultline.report.CheckpointException;
import dev.faultline.report.ConsoleReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The exhaustive verification of one candidate, from a checkpoint if there is one. While it runs, how far it has come is kept in a file in the report
 * directory, so that neither a signal nor the end of the budget costs more than the last second. Once there is a verdict the file is gone.
 */
final class Exhaustion {
    private static final long SAVE_NANOS = 1_000_000_000;

    private final Candidate candidate;
    private final Options options;
    private final Consumer<String> progress;
    private final String code;
    private final Enumeration enumeration;
    private final Reach start;
    private final long millisBefore;
    private final Path file;
    private Reach saved;
    private long savedAt = System.nanoTime();

    /** @throws CheckpointException when the checkpoint cannot be used */
    Exhaustion(Candidate candidate, Options options, Consumer<String> progress) {
        this.candidate = candidate;
        this.options = options;
        this.progress = progress;
        code = CodeDigest.of(candidate.factory().get());
        file = options.reportDirectory().resolve(candidate.name() + Checkpoint.EXTENSION);
        Path given = options.checkpoint();
        Checkpoint checkpoint = given == null ? null : usable(given, candidate, options, code);
        Bound bound = checkpoint != null ? checkpoint.reach().bound() : options.bounds();
        enumeration = Enumeration.of(bound == null ? Bound.standard() : bound);
        start = checkpoint != null ? checkpoint.reach() : Reach.start(enumeration.bound(), enumeration.size());
        millisBefore = checkpoint == null ? 0 : checkpoint.millis();
        saved = start;
    }

    /** @throws CheckpointException when there is a checkpoint that cannot be used for this candidate */
    static void check(Candidate candidate, Options options) {
        Path given = options.checkpoint();
        if (given != null) {
            usable(
                    given,
                    candidate,
                    options,
                    CodeDigest.of(candidate.factory().get()));
        }
    }

    private static Checkpoint usable(Path given, Candidate candidate, Options options, String code) {
        String name = options.named(given);
        Checkpoint checkpoint = Checkpoint.read(given, name);
        String other = null;
        if (!checkpoint.strategy().equals(candidate.name())) {
            other = "it is of " + checkpoint.strategy() + ", and " + candidate.name() + " is to be verified";
        } else if (options.bounds() != null
                && !options.bounds().equals(checkpoint.reach().bound())) {
            other = "its bound is '" + checkpoint.reach().bound() + "', and faultline.bounds is '" + options.bounds()
                    + "'";
        } else if (!checkpoint.code().equals(code)) {
            other = "the code of " + candidate.name() + " or Faultline has changed since";
        }
        if (other != null) {
            throw new CheckpointException("The checkpoint " + name + " cannot be gone on from: " + other + ".");
        }
        return checkpoint;
    }

    Exploration explore() {
        Exploration exploration = new Exhauster(candidate.factory(), enumeration, options.stuckAfter())
                .runTwice(options.runTwice())
                .explore(start, millisBefore, options.budget(), options.threads(), this::tell);
        Reach reach = exploration.reach();
        if (reach != null && canBeGoneOn(exploration)) {
            save(reach, exploration.tally().elapsedMillis());
        } else {
            forget();
        }
        return exploration;
    }

    private static boolean canBeGoneOn(Exploration exploration) {
        Reach reach = exploration.reach();
        return reach != null
                && reach.scenarios() < reach.total()
                && exploration.finding() == null
                && exploration.unsteady() == null;
    }

    /** How the file that the exploration can be gone on from is named on a command line; null when there is nothing to go on with. */
    @Nullable
    String checkpoint(Exploration exploration) {
        return canBeGoneOn(exploration) ? options.named(file) : null;
    }

    private void tell(Exploration so) {
        Reach reach = so.reach();
        if (reach == null) {
            return;
        }
        progress.accept(candidate.name() + ": " + options.budget().spent(so.tally()) + ", "
                + ConsoleReport.grouped(reach.scenarios()) + " of "
                + ConsoleReport.count(reach.total(), "scenario") + ", "
                + ConsoleReport.count(so.tally().executions(), "execution"));
        if (System.nanoTime() - savedAt > SAVE_NANOS && !reach.equals(saved)) {
            save(reach, so.tally().elapsedMillis());
        }
    }

    private void save(Reach reach, long millis) {
        new Checkpoint(candidate.name(), code, reach, millis).write(file);
        saved = reach;
        savedAt = System.nanoTime();
    }

    private void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
