package dev.faultline.report;

import static dev.faultline.Programs.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.enumerate.Bound;
import dev.faultline.explore.Coverage;
import dev.faultline.explore.Done;
import dev.faultline.explore.Failure;
import dev.faultline.explore.Reach;
import dev.faultline.explore.Tally;
import dev.faultline.law.Violation;
import dev.faultline.scenario.Scenario;
import dev.faultline.schedule.Schedule;
import dev.faultline.shrink.Counterexample;
import dev.faultline.spi.Guarantee;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonReportTest {
    private static final Scenario SCENARIO =
            Scenario.parse(program("F 8: cold", "a = shared F page 0, 1 page, rw", "write(F@0, a+0:8)"));

    @Test
    void theShapeIsTheOneThatTheSchemaNamePromises() {
        Violation violation = new Violation("deadlock", "title", "expected", "actual");
        Failure failure = new Failure(SCENARIO, new Schedule(), violation, 12, 0);
        String file = "target/faultline/linux-2.4.faultline";
        String text = JsonReport.text(
                1,
                "25.0.3",
                List.of(
                        new Result(
                                "linux-2.4",
                                Guarantee.BYTE,
                                new Verdict.Failed(new Counterexample(failure, 2), file),
                                new Tally(3, 17, 500, 40)),
                        new Result(
                                "linux-6",
                                Guarantee.BYTE,
                                new Verdict.Passed(Coverage.SAMPLED),
                                new Tally(9, 70, 900, 1000)),
                        new Result("odd", Guarantee.CALL, new Verdict.Inconclusive("why"), Tally.NOTHING),
                        new Result("gone", Guarantee.PAGE, new Verdict.Error("why"), Tally.NOTHING)));
        assertThat(text.replaceAll("\\s+", "")).isEqualTo("""
                        {"schema":"faultline-report/1","seed":1,"java":"25.0.3","results":[
                        {"strategy":"linux-2.4","guarantee":"BYTE","verdict":"FAILED","law":"deadlock","coverage":"SAMPLED",
                         "scenarios":3,"executions":17,"steps":500,"elapsedMillis":40,
                         "counterexample":{"file":"target/faultline/linux-2.4.faultline","tasks":1,"operations":1,"preemptions":0,"steps":12}},
                        {"strategy":"linux-6","guarantee":"BYTE","verdict":"PASSED","law":null,"coverage":"SAMPLED",
                         "scenarios":9,"executions":70,"steps":900,"elapsedMillis":1000,"counterexample":null},
                        {"strategy":"odd","guarantee":"CALL","verdict":"INCONCLUSIVE","law":null,"coverage":"SAMPLED",
                         "scenarios":0,"executions":0,"steps":0,"elapsedMillis":0,"counterexample":null},
                        {"strategy":"gone","guarantee":"PAGE","verdict":"ERROR","law":null,"coverage":"SAMPLED",
                         "scenarios":0,"executions":0,"steps":0,"elapsedMillis":0,"counterexample":null}]}
                        """.replaceAll("\\s+", ""));
    }

    @Test
    void anExhaustiveVerificationAddsItsBoundAndHowFarItCame() {
        Reach part = new Reach(Bound.standard(), 900, Done.first(31), 1234, 99_000, 1200, 34, 1, 0);
        String text = JsonReport.text(
                1,
                "25",
                List.of(new Result(
                        "part",
                        Guarantee.BYTE,
                        new Verdict.Passed(Coverage.SAMPLED),
                        new Tally(31, 1234, 99_000, 1000),
                        new Extent(part, false, new GoOnCommand("target/faultline/part.checkpoint", null)))));
        assertThat(text.replaceAll("\\s+", "")).endsWith("""
                        "scenarios":31,"executions":1234,"steps":99000,"elapsedMillis":1000,"counterexample":null,
                        "exhaustive":{"bound":"tasks 2, operations 2, pages 2, files 2","scenariosInBound":900,"scenariosDone":31,"refutedBy":null,
                         "traces":1200,"redundant":34,"cut":1,"endless":0,"checkpoint":"target/faultline/part.checkpoint"}}]}
                        """.replaceAll("\\s+", ""));
    }
}
