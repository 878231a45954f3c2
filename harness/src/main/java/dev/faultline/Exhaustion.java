package dev.faultline;

import dev.faultline.enumerate.Bound;
import dev.faultline.enumerate.Enumeration;
import dev.faultline.explore.Exhauster;
import dev.faultline.explore.Exploration;
import dev.faultline.explore.Interruption;
import dev.faultline.explore.Reach;
import dev.faultline.explore.Tally;
import dev.faultline.report.Checkpoint;
import dev.faultline.report.CheckpointException;
import dev.faultline.report.ConsoleReport;
import dev.faultline.report.Extent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
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
    private final Tally before;
    private final Path file;
    private long saved;
    private long savedAt = System.nanoTime();

    /**
     * @throws CheckpointException when the checkpoint cannot be used
     * @throws UsageException when the bound is too large for this JVM
     */
    Exhaustion(Candidate candidate, Options options, Consumer<String> progress) {
        this.candidate = candidate;
        this.options = options;
        this.progress = progress;
        code = CodeDigest.of(candidate.factory().get());
        file = options.reportDirectory().resolve(candidate.name() + Checkpoint.EXTENSION);
        Path given = options.checkpoint();
        Checkpoint checkpoint = given == null ? null : usable(given, candidate, options, code);
        Interruption.leave(given == null ? null : options.goOnCommand(given).toString());
        Bound bound = checkpoint != null ? checkpoint.reach().bound() : options.bounds();
        enumeration = listed(bound == null ? Bound.standard() : bound);
        start = checkpoint != null ? checkpoint.reach() : Reach.start(enumeration.bound(), enumeration.size());
        before = checkpoint == null ? Tally.NOTHING : checkpoint.tally();
        saved = earlier();
    }

    private Enumeration listed(Bound bound) {
        progress.accept(candidate.name() + ": listing the scenarios within " + bound);
        try {
            return Enumeration.of(bound);
        } catch (OutOfMemoryError e) {
            throw new UsageException(
                    "The list of the scenarios within '" + bound + "' needs more memory than the worker's "
                            + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MB: take a smaller faultline.bounds, or give it more, for example -Dfaultline.jvmArgs=-Xmx4g.");
        }
    }

    /** @throws CheckpointException when there is a checkpoint that cannot be used for this candidate */
    static void check(Candidate candidate, Options options) {
        Path given = options.checkpoint();
        if (given != null) {
            usable(given, candidate, options, CodeDigest.of(candidate.factory().get()));
        }
    }

    private static Checkpoint usable(Path given, Candidate candidate, Options options, String code) {
        String name = options.named(given);
        Checkpoint checkpoint = Checkpoint.read(given, name);
        String other = refusal(checkpoint, candidate, options.bounds(), code);
        if (other != null) {
            throw new CheckpointException("The checkpoint " + name + " cannot be gone on from: " + other + ".");
        }
        return checkpoint;
    }

    /** Why a checkpoint is of something else, or null; any bound will do where none is given. */
    private static @Nullable String refusal(
            Checkpoint checkpoint, Candidate candidate, @Nullable Bound bound, String code) {
        if (!checkpoint.strategy().equals(candidate.name())) {
            return "it is of " + checkpoint.strategy() + ", and " + candidate.name() + " is to be verified";
        }
        if (bound != null && !bound.equals(checkpoint.reach().bound())) {
            return "its bound is '" + checkpoint.reach().bound() + "', and faultline.bounds is '" + bound + "'";
        }
        return checkpoint.code().equals(code)
                ? null
                : "the code of " + candidate.name() + " or Faultline has changed since";
    }

    /** Afterwards there is a checkpoint of how far it came, unless that is to the end. */
    Exploration explore() {
        Exploration exploration = new Exhauster(candidate.factory(), enumeration, options.stuckAfter())
                .runTwice(options.runTwice())
                .explore(start, before, options.budget(), options.threads(), this::tell);
        Reach reach = exploration.reach();
        if (reach != null && reach.scenarios() < reach.total()) {
            save(reach, exploration.tally());
        }
        return exploration;
    }

    /** How far it came, and how to go on from there if it was left off. */
    Extent extent(Exploration exploration) {
        Reach reach = Objects.requireNonNull(exploration.reach());
        boolean leftOff = reach.scenarios() < reach.total()
                && exploration.finding() == null
                && exploration.unsteady() == null
                && saved > 0;
        return new Extent(reach, start.scenarios() > 0, leftOff ? options.goOnCommand(file) : null);
    }

    /** There is a verdict, and nothing to go on with any more. */
    void forget() {
        Interruption.leave(null);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tell(Exploration so) {
        Reach reach = so.reach();
        if (reach == null) {
            return;
        }
        progress.accept(candidate.name() + ": " + options.budget().spent(so.here()) + ", "
                + ConsoleReport.grouped(reach.scenarios()) + " of "
                + ConsoleReport.count(reach.total(), "scenario") + ", "
                + ConsoleReport.count(so.here().executions(), "execution"));
        if (System.nanoTime() - savedAt > SAVE_NANOS) {
            save(reach, so.tally());
        }
    }

    /** Leaves an earlier call's checkpoint alone until this one has come further, should somebody have forgotten to name it. */
    private void save(Reach reach, Tally tally) {
        if (reach.scenarios() > saved) {
            new Checkpoint(candidate.name(), code, reach, tally.survey(), tally.elapsedMillis()).write(file);
            saved = reach.scenarios();
            Interruption.leave(options.goOnCommand(file).toString());
            savedAt = System.nanoTime();
        }
    }

    /** How far the checkpoint has come that an earlier call left here; nowhere if it cannot be gone on from. */
    private long earlier() {
        try {
            Checkpoint left = Checkpoint.read(file, options.named(file));
            boolean same = refusal(left, candidate, enumeration.bound(), code) == null;
            return same ? left.reach().scenarios() : 0;
        } catch (CheckpointException none) {
            return 0;
        }
    }
}
