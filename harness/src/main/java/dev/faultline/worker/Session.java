package dev.faultline.worker;

import dev.faultline.Candidate;
import dev.faultline.Candidates;
import dev.faultline.Faultline;
import dev.faultline.GivenScenario;
import dev.faultline.Options;
import dev.faultline.Outcome;
import dev.faultline.SelfTest;
import dev.faultline.UsageException;
import dev.faultline.explore.Interruption;
import dev.faultline.gallery.Exhibit;
import dev.faultline.report.Checkpoint;
import dev.faultline.report.ConsoleReport;
import dev.faultline.report.JsonReport;
import dev.faultline.report.ReplayFile;
import dev.faultline.report.Result;
import dev.faultline.report.Retelling;
import dev.faultline.report.TextTable;
import dev.faultline.report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Does what a request asks for, and says so. Each goal returns the worker's exit status. */
final class Session {
    private final Options options;
    private final Output output;
    private final Candidates candidates;

    private Session(Options options, Output output) {
        this.options = options;
        this.output = output;
        ClassLoader loader = Objects.requireNonNullElse(
                Thread.currentThread().getContextClassLoader(), ClassLoader.getSystemClassLoader());
        this.candidates = Candidates.find(loader, options.projectClasses());
    }

    static int run(Options options, Output output) {
        Session session = new Session(options, output);
        return switch (options.goal()) {
            case VERIFY -> session.verify();
            case REPLAY -> session.replay(Objects.requireNonNull(options.replay()));
            case LIST -> session.list();
            case EXPORT -> session.export();
            case SELFTEST -> session.selfTest();
        };
    }

    private int verify() {
        List<Candidate> chosen = candidates.choose(names());
        Faultline.check(chosen, options);
        GivenScenario given = GivenScenario.of(options);
        makeReportDirectory();
        if (given != null) {
            output.report(given.told(options));
        }
        tellIfNoneIsTheProjects(chosen);
        output.plan(chosen.stream().map(Candidate::name).toList());
        List<Result> results = new ArrayList<>();
        for (Candidate candidate : chosen) {
            output.begin(candidate.name());
            Outcome outcome = Faultline.verify(candidate, options, given, output::progress);
            results.add(outcome.result());
            if (!outcome.report().isEmpty()) {
                output.report(outcome.report());
                output.report("");
            }
            if (Interruption.isRequested()) {
                break;
            }
        }
        JsonReport.write(options.reportDirectory(), options.seed(), given == null ? null : given.name(), results);
        output.report(ConsoleReport.summary(results));
        if (Interruption.isRequested()) {
            tellWhatWasNotBegun(chosen.subList(results.size(), chosen.size()));
        }
        if (results.stream().anyMatch(result -> result.verdict() instanceof Verdict.Error)) {
            return Main.INTERNAL;
        }
        return results.stream().allMatch(Result::passed) ? Main.FINE : Main.VIOLATION;
    }

    private void tellWhatWasNotBegun(List<Candidate> left) {
        String names = left.stream().map(Candidate::name).collect(Collectors.joining(", "));
        output.report("Interrupted" + (left.isEmpty() ? "." : "; not begun: " + names + "."));
    }

    /** The strategies asked for; with a checkpoint, that which it is of. */
    private List<String> names() {
        Path checkpoint = options.checkpoint();
        return checkpoint == null || !options.strategies().isEmpty()
                ? options.strategies()
                : List.of(Checkpoint.read(checkpoint, options.named(checkpoint)).strategy());
    }

    private void tellIfNoneIsTheProjects(List<Candidate> chosen) {
        boolean inProject = options.projectClasses().stream().anyMatch(Files::isDirectory);
        boolean own = chosen.stream().anyMatch(candidate -> candidate.kind() == Candidate.Kind.PROJECT);
        if (options.strategies().isEmpty() && inProject && !own) {
            output.report("This project registers no strategy of its own in " + Candidates.servicesFile()
                    + ", so the shipped ones are verified.");
        }
    }

    /** Makes the folder, and takes away what an earlier run said in it. */
    private void makeReportDirectory() {
        Path directory = options.reportDirectory();
        try {
            Files.createDirectories(directory);
            Files.deleteIfExists(directory.resolve(JsonReport.FILE_NAME));
        } catch (IOException e) {
            throw new UsageException("faultline.reportDirectory is '" + directory + "': it cannot be made, because "
                    + e.getMessage() + " is in the way or cannot be written to.");
        }
    }

    private int replay(Path file) {
        String name = options.named(file);
        ReplayFile recorded = ReplayFile.read(file, name, candidates::refusal);
        Candidate candidate = candidates.byName(recorded.strategy());
        begin(candidate);
        Retelling retelling =
                Retelling.of(candidate.factory().get(), recorded.scenario(), recorded.schedule(), options.stuckAfter());
        output.report(ConsoleReport.replayed(recorded, retelling, options.replayCommand(file)));
        return Main.VIOLATION;
    }

    private int export() {
        output.report(new Exporting(options, candidates, this::begin).run());
        return Main.FINE;
    }

    private void begin(Candidate candidate) {
        output.plan(List.of(candidate.name()));
        output.begin(candidate.name());
    }

    private int selfTest() {
        SelfTest test = new SelfTest(options, output::progress);
        output.plan(test.exhibits().stream().map(Exhibit::name).toList());
        for (Exhibit exhibit : test.exhibits()) {
            output.begin(exhibit.name());
            test.add(exhibit);
        }
        output.report(test.report());
        return test.isGood() ? Main.FINE : Main.VIOLATION;
    }

    /** One table for each place that strategies come from, so that no line gets too long for a terminal. */
    private int list() {
        Map<String, List<List<String>>> tables = new LinkedHashMap<>();
        for (Candidate candidate : candidates.all()) {
            String kind = candidate.kind().name().toLowerCase(Locale.ROOT);
            String what = candidate.partner() == null ? kind : kind + ", VM policies";
            String second = candidate.partner() == null ? candidate.guarantee().name() : candidate.partner();
            tables.computeIfAbsent(what + ", from " + candidate.origin(), title -> new ArrayList<>())
                    .add(List.of(candidate.name(), second, candidate.remark()));
        }
        tables.forEach((title, rows) -> {
            boolean flawed = rows.stream().anyMatch(row -> !row.get(2).isEmpty());
            output.report(title + (flawed ? ", # with the row in docs/gallery.md" : ""));
            output.report("");
            boolean policies = title.contains(", VM policies");
            output.report(TextTable.of(
                    List.of(policies ? "policy" : "strategy", policies ? "with" : "guarantee", flawed ? "breaks" : ""),
                    rows));
            output.report("");
        });
        for (String problem : candidates.problems()) {
            output.report(problem);
            output.report("");
        }
        return Main.FINE;
    }
}
