package dev.faultline.report;

import com.grack.nanojson.JsonStringWriter;
import com.grack.nanojson.JsonWriter;
import dev.faultline.explore.Coverage;
import dev.faultline.explore.Reach;
import dev.faultline.explore.Tally;
import dev.faultline.shrink.Counterexample;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code report.json}: what happened, for programs. Its shape is {@value #SCHEMA}; another shape gets another name. */
public final class JsonReport {
    public static final String SCHEMA = "faultline-report/1";
    public static final String FILE_NAME = "report.json";

    private JsonReport() {}

    /** @param scenario the file with the one scenario that was verified; null where scenarios were made */
    public static void write(Path directory, long seed, @Nullable String scenario, List<Result> results) {
        AtomicFile.write(
                directory.resolve(FILE_NAME), text(seed, System.getProperty("java.version"), scenario, results));
    }

    static String text(long seed, String java, List<Result> results) {
        return text(seed, java, null, results);
    }

    private static String text(long seed, String java, @Nullable String scenario, List<Result> results) {
        JsonStringWriter json = JsonWriter.indent("  ").string();
        json.object().value("schema", SCHEMA).value("seed", seed).value("java", java);
        if (scenario != null) {
            json.value("scenario", scenario);
        }
        json.array("results");
        results.forEach(result -> write(json, result));
        return json.end().end().done() + "\n";
    }

    private static void write(JsonStringWriter json, Result result) {
        Verdict verdict = result.verdict();
        Tally tally = result.tally();
        json.object()
                .value("strategy", result.strategy())
                .value("guarantee", result.guarantee().name())
                .value("verdict", verdict.word());
        if (verdict instanceof Verdict.Failed failed) {
            json.value("law", failed.counterexample().law());
        } else {
            json.nul("law");
        }
        Coverage coverage = verdict instanceof Verdict.Passed passed ? passed.coverage() : Coverage.SAMPLED;
        json.value("coverage", coverage.name())
                .value("scenarios", tally.scenarios())
                .value("executions", tally.executions())
                .value("steps", tally.steps())
                .value("elapsedMillis", tally.elapsedMillis());
        if (verdict instanceof Verdict.Failed failed) {
            write(json, failed);
        } else {
            json.nul("counterexample");
        }
        if (!tally.survey().isEmpty()) {
            SurveyText.write(json, tally.survey());
        }
        Extent extent = result.extent();
        if (extent != null) {
            write(json, extent, verdict);
        }
        json.end();
    }

    private static void write(JsonStringWriter json, Extent extent, Verdict verdict) {
        Reach reach = extent.reach();
        GoOnCommand goOn = extent.goOn();
        json.object("exhaustive")
                .value("bound", reach.bound() == null ? null : reach.bound().toString())
                .value("scenariosInBound", reach.total())
                .value("scenariosDone", reach.scenarios());
        if (verdict instanceof Verdict.Failed failed) {
            json.value("refutedBy", failed.counterexample().scenarioIndex());
        } else {
            json.nul("refutedBy");
        }
        json.value("traces", reach.traces())
                .value("redundant", reach.redundant())
                .value("cut", reach.cut())
                .value("endless", reach.endless())
                .value("checkpoint", goOn == null ? null : goOn.file())
                .end();
    }

    private static void write(JsonStringWriter json, Verdict.Failed failed) {
        Counterexample counterexample = failed.counterexample();
        json.object("counterexample")
                .value("file", failed.file())
                .value("tasks", counterexample.tasks())
                .value("operations", counterexample.operations())
                .value("preemptions", counterexample.preemptions())
                .value("steps", counterexample.steps())
                .end();
    }
}
