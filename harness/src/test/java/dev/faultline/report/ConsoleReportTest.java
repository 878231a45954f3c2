package dev.faultline.report;

import static dev.faultline.Programs.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.enumerate.Bound;
import dev.faultline.explore.Coverage;
import dev.faultline.explore.Failure;
import dev.faultline.explore.Reach;
import dev.faultline.explore.Tally;
import dev.faultline.law.Violation;
import dev.faultline.report.Interleaving.Row;
import dev.faultline.report.Interleaving.Weight;
import dev.faultline.scenario.Scenario;
import dev.faultline.schedule.Schedule;
import dev.faultline.shrink.Counterexample;
import dev.faultline.spi.Guarantee;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleReportTest {
    private static final Scenario SCENARIO =
            Scenario.parse(program("F 8: cold", "a = shared F page 0, 1 page, rw", "write(F@0, a+0:8)"));
    private static final Counterexample COUNTEREXAMPLE = new Counterexample(
            new Failure(
                    SCENARIO,
                    new Schedule(),
                    new Violation(
                            "deadlock",
                            "T1 waits for itself",
                            "every call returns",
                            "none goes on",
                            List.of("T1 holds the lock of folio F:0")),
                    2,
                    0),
            7);

    @Test
    void whatBrokeThenExpectedAndActualThenTheTableThenTheScenarioThenTheCommand() {
        Interleaving interleaving = new Interleaving(
                List.of("T1"),
                List.of(
                        new Row(1, 0, "write(F@0, a+0:8)", "", Weight.MAJOR),
                        new Row(2, 0, "locks folio F:0", "folio F:0", Weight.MAJOR)));
        assertThat(String.join(
                        "\n",
                        ConsoleReport.failure(
                                "mine",
                                COUNTEREXAMPLE,
                                interleaving,
                                new ReplayCommand("target/faultline/mine.faultline", null))))
                .isEqualTo("""
                        mine: deadlock
                        T1 waits for itself

                          expected: every call returns
                          actual:   none goes on
                            T1 holds the lock of folio F:0

                         step | T1
                        ------------------------------------
                            1 | write(F@0, a+0:8)
                            2 | locks folio F:0  [folio F:0]

                        The scenario, 1 task, 1 operation, no preemption, 2 steps:
                          machine page 8
                          file F 8: cold
                          process A
                            a = shared F page 0, 1 page, rw
                          task T1 in A
                            write(F@0, a+0:8)

                        To see it again:
                          mvn dev.faultline:faultline-maven-plugin:replay -Dfaultline.replay=target/faultline/mine.faultline""");
    }

    @Test
    void theSummaryIsALineAStrategyAndTheReasonWhereThereIsNoVerdict() {
        List<Result> results = List.of(
                new Result("sound", Guarantee.CALL, new Verdict.Passed(Coverage.SAMPLED), new Tally(5, 10, 99, 1000)),
                new Result("mine", Guarantee.BYTE, new Verdict.Failed(COUNTEREXAMPLE, "f"), new Tally(1, 1, 9, 1000)),
                new Result("odd", Guarantee.BYTE, new Verdict.Inconclusive("it is moody"), new Tally(0, 0, 0, 0)));
        assertThat(String.join("\n", ConsoleReport.summary(results))).isEqualTo("""
                        PASSED        sound  CALL  sampled                                                 5 scenarios, 10 executions, 10/s
                        FAILED        mine   BYTE  deadlock (1 task, 1 operation, no preemption, 2 steps)  1 scenario, 1 execution, 1/s
                        INCONCLUSIVE  odd    BYTE                                                          0 scenarios, 0 executions, 0/s
                          it is moody""");
    }

    @Test
    void anExhaustiveVerificationSaysItsBoundAndHowFarItCame() {
        Tally tally = new Tally(900, 1234, 99_000, 1000);
        Reach whole = new Reach(Bound.standard(), 900, 900, 1234, 99_000, 1200, 34, 56, 0);
        Reach part = new Reach(Bound.standard(), 900, 31, 1234, 99_000, 1200, 34, 1, 0);
        Reach endless = new Reach(Bound.standard(), 900, 900, 1234, 99_000, 1200, 34, 56, 2);
        Verdict proven = new Verdict.Passed(Coverage.EXHAUSTIVE);
        Verdict sampled = new Verdict.Passed(Coverage.SAMPLED);
        List<Result> results = List.of(
                new Result("whole", Guarantee.CALL, proven, tally, whole, null),
                new Result("part", Guarantee.BYTE, sampled, tally, part, "target/faultline/part.checkpoint"),
                new Result("endless", Guarantee.BYTE, sampled, tally, endless, null));
        assertThat(String.join("\n", ConsoleReport.summary(results))).isEqualTo("""
                        PASSED  whole    CALL  exhaustive  900 scenarios, 1 234 executions, 1 234/s
                          every interleaving of every scenario within tasks 2, operations 2, pages 2, files 2: 1 200 traces, 34 redundant, 56
                          steps cut, 1 s
                        PASSED  part     BYTE  sampled     900 scenarios, 1 234 executions, 1 234/s
                          only 31 of 900 scenarios were done within tasks 2, operations 2, pages 2, files 2: 1 200 traces, 34 redundant, 1
                          step cut, 1 s
                          to go on from there: -Dfaultline.checkpoint=target/faultline/part.checkpoint
                        PASSED  endless  BYTE  sampled     900 scenarios, 1 234 executions, 1 234/s
                          not every interleaving was run within tasks 2, operations 2, pages 2, files 2: 1 200 traces, 34 redundant, 56 steps
                          cut, 1 s; in 2 scenarios a call can go round for as long as others let it""");
    }
}
