package dev.faultline;

import dev.faultline.Options.Mode;
import dev.faultline.explore.Coverage;
import dev.faultline.explore.Exhauster;
import dev.faultline.explore.Exploration;
import dev.faultline.explore.Exploration.Finding;
import dev.faultline.explore.Explorer;
import dev.faultline.explore.Failure;
import dev.faultline.explore.Reach;
import dev.faultline.explore.Runner;
import dev.faultline.explore.Tally;
import dev.faultline.explore.Unsteady;
import dev.faultline.law.Violation;
import dev.faultline.report.CheckpointException;
import dev.faultline.report.ConsoleReport;
import dev.faultline.report.Extent;
import dev.faultline.report.ReplayFile;
import dev.faultline.report.Result;
import dev.faultline.report.Retelling;
import dev.faultline.report.Verdict;
import dev.faultline.scenario.Scenario;
import dev.faultline.shrink.Counterexample;
import dev.faultline.shrink.Shrinker;
import dev.faultline.shrink.StuckShrinker;
import dev.faultline.text.OneLine;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * From a candidate to its verdict: explore; run a failure again before it is believed; shrink it; run the smallest once more with everything written
 * down; keep it as a file. A failure that does not repeat accuses nobody of anything but being unsteady.
 */
final class Verification {
    private final Candidate candidate;
    private final Options options;
    private final @Nullable GivenScenario given;
    private final Consumer<String> progress;

    /** @param given the one scenario to verify it with; null for those that are made */
    Verification(Candidate candidate, Options options, @Nullable GivenScenario given, Consumer<String> progress) {
        this.candidate = candidate;
        this.options = options;
        this.given = given;
        this.progress = progress;
    }

    /**
     * What goes wrong with one candidate is its own verdict.
     *
     * @throws CheckpointException when the checkpoint cannot be used
     * @throws UsageException when the bound is too large for this JVM
     */
    Outcome outcome() {
        try {
            return explored();
        } catch (CheckpointException | UsageException e) {
            throw e;
        } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError e) {
            e.printStackTrace();
            String message = e.getMessage() == null ? "" : ": " + OneLine.of(e.getMessage());
            return without(new Verdict.Error(e.getClass().getSimpleName() + message), Tally.NOTHING);
        }
    }

    private Outcome explored() {
        if (given != null && options.mode() == Mode.EXHAUSTIVE) {
            Exploration exploration = every(given.scenario());
            return judged(exploration, new Extent(Objects.requireNonNull(exploration.reach()), false, null));
        }
        Exhaustion exhaustion = options.mode() == Mode.EXHAUSTIVE ? new Exhaustion(candidate, options, progress) : null;
        Exploration exploration = exhaustion == null ? sampled() : exhaustion.explore();
        Extent extent = exhaustion == null ? null : exhaustion.extent(exploration);
        Outcome outcome = judged(exploration, extent);
        if (exhaustion != null && (extent == null || extent.goOn() == null)) {
            exhaustion.forget();
        }
        return outcome;
    }

    private Outcome judged(Exploration exploration, @Nullable Extent extent) {
        Tally tally = exploration.tally();
        Finding finding = exploration.finding();
        if (finding != null) {
            return failed(finding, tally, extent);
        }
        String unsteady = exploration.unsteady();
        if (unsteady != null) {
            return without(new Verdict.Inconclusive(unsteady), tally);
        }
        if (tally.executions() == 0) {
            String why = extent == null
                    ? "the budget was spent before the first execution"
                    : "it was interrupted before the first scenario was done";
            return new Outcome(result(new Verdict.Inconclusive(why), tally, extent), List.of());
        }
        boolean proven = extent != null && extent.reach().isComplete();
        Verdict passed = new Verdict.Passed(proven ? Coverage.EXHAUSTIVE : Coverage.SAMPLED);
        return new Outcome(result(passed, tally, extent), List.of());
    }

    private Exploration sampled() {
        Explorer explorer = given == null
                ? new Explorer(candidate.factory(), options.seed(), options.stuckAfter())
                : Explorer.ofOne(given.scenario(), candidate.factory(), options.seed(), options.stuckAfter());
        return explorer.runTwice(options.runTwice()).explore(options.budget(), options.threads(), this::tell);
    }

    private Exploration every(Scenario scenario) {
        return new Exhauster(candidate.factory(), scenario, options.stuckAfter())
                .runTwice(options.runTwice())
                .explore(Reach.ofOne(), Tally.NOTHING, options.budget(), 1, so -> tell(so.here()));
    }

    private Outcome failed(Finding finding, Tally tally, @Nullable Extent extent) {
        Failure smallest = finding.stuck() ? shrunkStuck(finding.failure()) : shrunk(finding.failure());
        if (smallest == null) {
            return unsteady(finding, "run again it broke none", tally);
        }
        Retelling retelling =
                Retelling.of(candidate.factory().get(), smallest.scenario(), smallest.schedule(), options.stuckAfter());
        Violation again = retelling.violation();
        Failure told = smallest;
        if (finding.stuck() && again != null && again.law().equals(Violation.STUCK)) {
            told = stuck(smallest, again, retelling);
        } else if (!retelling.tells(smallest.violation().law())) {
            String parted = retelling.divergence() == null
                    ? "it broke none"
                    : "it parted from the first at " + retelling.divergence();
            return unsteady(finding, "told step by step " + parted, tally);
        }
        Counterexample counterexample = new Counterexample(told, finding.index());
        Path file = options.reportDirectory().resolve(candidate.name() + ReplayFile.EXTENSION);
        new ReplayFile(
                        candidate.name(),
                        counterexample.law(),
                        smallest.scenario(),
                        smallest.schedule(),
                        retelling.steps())
                .write(file);
        String named = options.named(file);
        List<String> report = ConsoleReport.failure(
                candidate.name(), counterexample, retelling.interleaving(), options.replayCommand(file));
        return new Outcome(result(new Verdict.Failed(counterexample, named), tally, extent), report);
    }

    private Outcome unsteady(Finding finding, String later, Tally tally) {
        String where = "it broke the law " + finding.failure().violation().law() + ", and " + later;
        return without(
                new Verdict.Inconclusive(Unsteady.sentence(candidate.factory().get(), where)), tally);
    }

    /**
     * What got stuck twice is stuck, wherever: a Java lock that a thread took with it into the first run blocks the next
     * one at the first call that wants it. What is told is the run that was told step by step.
     */
    private static Failure stuck(Failure first, Violation again, Retelling retelling) {
        return new Failure(
                first.scenario(), first.schedule(), again, retelling.steps().size(), first.fingerprint());
    }

    private Failure shrunkStuck(Failure failure) {
        progress.accept(candidate.name() + ": got stuck, making it smaller");
        try (Runner runner = new Runner(candidate.factory().get(), options.stuckAfter())) {
            return new StuckShrinker(runner).shrink(failure);
        }
    }

    /** The smallest that can be reached; null when the failure does not repeat. */
    private @Nullable Failure shrunk(Failure failure) {
        progress.accept(
                candidate.name() + ": breaks a law (" + failure.violation().law() + "), making it smaller");
        try (Runner runner = new Runner(candidate.factory().get(), options.stuckAfter())) {
            Failure again = runner.supervise(() -> runner.again(failure), stuck -> null);
            return again == null ? null : runner.supervise(() -> new Shrinker(runner).shrink(again), stuck -> again);
        }
    }

    private void tell(Tally tally) {
        progress.accept(candidate.name() + ": " + options.budget().spent(tally) + ", "
                + ConsoleReport.count(tally.scenarios(), "scenario") + ", "
                + ConsoleReport.count(tally.executions(), "execution") + ", "
                + ConsoleReport.grouped(tally.executionsPerSecond()) + "/s");
    }

    private Outcome without(Verdict verdict, Tally tally) {
        return new Outcome(result(verdict, tally, null), List.of());
    }

    private Result result(Verdict verdict, Tally tally, @Nullable Extent extent) {
        return new Result(candidate.name(), candidate.guarantee(), verdict, tally, extent);
    }
}
