package dev.faultline.report;

import static dev.faultline.Programs.program;
import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import dev.faultline.enumerate.Bound;
import dev.faultline.explore.Coverage;
import dev.faultline.explore.Done;
import dev.faultline.explore.Failure;
import dev.faultline.explore.Reach;
import dev.faultline.explore.Survey;
import dev.faultline.explore.Tally;
import dev.faultline.law.Violation;
import dev.faultline.scenario.Scenario;
import dev.faultline.schedule.Schedule;
import dev.faultline.shrink.Counterexample;
import dev.faultline.spi.Guarantee;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/report.md} names every member that is written, with its types, and no other. */
class ReportDocTest {
    private static final Path DOC = Path.of("../docs/report.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| ([a-z ]+) \\|");
    private static final Map<String, Long> COUNTS = Map.of("some-name", 1L);
    private static final Tally TALLY = new Tally(1, 2, 3, 4, new Survey(1, 2, 2, COUNTS, COUNTS, COUNTS, COUNTS));

    /** A proof that ended early, and a refutation: between them they have every member, and null where there can be null. */
    private static String written() {
        Reach reach = new Reach(Bound.standard(), 9, Done.first(1), 2, 3, 2, 0, 0, 0);
        Extent early = new Extent(reach, false, new GoOnCommand("target/faultline/early.checkpoint", null));
        Scenario scenario =
                Scenario.parse(program("F 8: cold", "a = shared F page 0, 1 page, rw", "write(F@0, a+0:8)"));
        Violation violation = new Violation("deadlock", "title", "expected", "actual");
        Counterexample counterexample = new Counterexample(new Failure(scenario, new Schedule(), violation, 2, 0), 1);
        Verdict failed = new Verdict.Failed(counterexample, "target/faultline/refuted.faultline");
        return JsonReport.text(
                1,
                "25",
                List.of(
                        new Result("early", Guarantee.BYTE, new Verdict.Passed(Coverage.SAMPLED), TALLY, early),
                        new Result("refuted", Guarantee.BYTE, failed, TALLY, new Extent(reach, false, null))));
    }

    private static void collect(String path, Object value, Map<String, TreeSet<String>> types) {
        if (value instanceof JsonObject object) {
            type(path, "object", types);
            if (!path.matches(".*\\.(laws|operations|shapes|branches)") || !path.contains("survey.")) {
                object.forEach((name, member) -> collect(path.isEmpty() ? name : path + "." + name, member, types));
            }
        } else if (value instanceof JsonArray array) {
            type(path, "array", types);
            array.forEach(element -> collect(path + "[]", element, types));
        } else {
            type(path, value == null ? "null" : value instanceof String ? "string" : "integer", types);
        }
    }

    private static void type(String path, String type, Map<String, TreeSet<String>> types) {
        if (!path.isEmpty() && !path.endsWith("[]")) {
            types.computeIfAbsent(path, name -> new TreeSet<>()).add(type);
        }
    }

    @Test
    void theTableIsWhatIsWritten() throws IOException, JsonParserException {
        Map<String, TreeSet<String>> written = new TreeMap<>();
        collect("", JsonParser.object().from(written()), written);

        Map<String, TreeSet<String>> documented = new TreeMap<>();
        ROW.matcher(Files.readString(DOC))
                .results()
                .forEach(row -> documented.put(
                        row.group(1), new TreeSet<>(List.of(row.group(2).split(" or ")))));

        assertThat(documented).isEqualTo(written);
    }
}
