package dev.faultline.worker;

import dev.faultline.Candidate;
import dev.faultline.Candidates;
import dev.faultline.GivenScenario;
import dev.faultline.Options;
import dev.faultline.UsageException;
import dev.faultline.export.Export;
import dev.faultline.report.AtomicFile;
import dev.faultline.report.ReplayCommand;
import dev.faultline.report.ReplayFile;
import dev.faultline.report.Retelling;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** The goal {@code export}: makes a program in C of a counterexample or a scenario. */
final class Exporting {
    /** The strategy that a scenario is exported with when none is named. */
    private static final String SOUND = "linux-6";

    private final Options options;
    private final Candidates candidates;
    private final Consumer<Candidate> begin;

    /** @param begin told of the candidate before it runs */
    Exporting(Options options, Candidates candidates, Consumer<Candidate> begin) {
        this.options = options;
        this.candidates = candidates;
        this.begin = begin;
    }

    /** Writes the program; returns what to tell of it. */
    List<String> run() {
        Path counterexample = options.replay();
        Path source = Objects.requireNonNull(counterexample == null ? options.scenario() : counterexample);
        String text = counterexample == null ? ofScenario() : ofCounterexample(counterexample);
        Path asked = options.output();
        Path file = asked != null
                ? asked
                : options.reportDirectory()
                        .resolve(source.getFileName().toString().replaceFirst("[.](faultline|scenario)$", "") + ".c");
        try {
            AtomicFile.write(file, text);
        } catch (UncheckedIOException e) {
            throw new UsageException("faultline.output is '" + options.named(file) + "': " + e.getMessage() + ".");
        }
        String program = options.named(file).replaceFirst("[.]c$", "");
        return List.of(
                "The program is in " + options.named(file) + ". To see what this host does:",
                "  cc -std=gnu11 -pthread -o " + ReplayCommand.quoted(program) + " "
                        + ReplayCommand.quoted(options.named(file)) + " && "
                        + ReplayCommand.quoted(Path.of(program).isAbsolute() ? program : "./" + program) + " .");
    }

    private String ofCounterexample(Path file) {
        String name = options.named(file);
        ReplayFile recorded = ReplayFile.read(file, name, candidates::refusal);
        Candidate candidate = candidates.byName(recorded.strategy());
        begin.accept(candidate);
        Retelling retelling =
                Retelling.of(candidate.factory().get(), recorded.scenario(), recorded.schedule(), options.stuckAfter());
        retelling.requireSameAs(recorded, name);
        return Export.of(
                candidate.factory().get(),
                recorded.scenario(),
                recorded.schedule(),
                options.stuckAfter(),
                List.of("A run in which the strategy " + recorded.strategy() + " breaks the law " + recorded.law()
                        + ", made by Faultline from " + Path.of(name).getFileName() + "."));
    }

    private String ofScenario() {
        GivenScenario given = Objects.requireNonNull(GivenScenario.of(options));
        Candidate candidate = candidates.byName(
                options.strategies().isEmpty() ? SOUND : options.strategies().get(0));
        begin.accept(candidate);
        return Export.inTurn(
                candidate.factory().get(),
                given.scenario(),
                options.stuckAfter(),
                List.of(
                        "The scenario " + Path.of(given.name()).getFileName() + " as it runs under the strategy "
                                + candidate.name() + ", one operation",
                        "after the other, the tasks in turn; made by Faultline."));
    }
}
