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

    private static String summary(Verdict verdict, Done done, long endless, boolean continued, String checkpoint) {
        Reach reach = new Reach(Bound.standard(), 900, done, 1234, 99_000, 1200, 34, 56, endless);
        GoOnCommand goOn = checkpoint == null ? null : new GoOnCommand(checkpoint, null);
        Tally tally = new Tally(reach.scenarios(), 1234, 99_000, 1000);
        Result result = new Result("mine", Guarantee.CALL, verdict, tally, new Extent(reach, continued, goOn));
        return String.join("\n", ConsoleReport.summary(List.of(result)));
    }

    @Test
    void aProofSaysOfWhat() {
        Verdict proven = new Verdict.Passed(Coverage.EXHAUSTIVE);
        assertThat(summary(proven, Done.first(900), 0, false, null)).isEqualTo("""
                        PASSED  mine  CALL  exhaustive  900 scenarios, 1 234 executions, 1 234/s
                          PROVEN: every interleaving of all 900 scenarios within tasks 2, operations 2, pages 2, files 2
                          1 200 traces, 34 redundant, 56 steps cut, 1 s""");
        assertThat(summary(proven, Done.first(900), 0, true, null))
                .endsWith("  1 200 traces, 34 redundant, 56 steps cut, 1 s in all calls together");
    }

    @Test
    void whatWasNotDoneIsNoProofAndCanBeGoneOnWith() {
        Verdict sampled = new Verdict.Passed(Coverage.SAMPLED);
        assertThat(summary(sampled, Done.first(31), 0, false, "target/a b.checkpoint"))
                .isEqualTo("""
                        PASSED  mine  CALL  sampled  31 scenarios, 1 234 executions, 1 234/s
                          NOT PROVEN: only 31 of 900 scenarios within tasks 2, operations 2, pages 2, files 2 are done, 869 are not
                          1 200 traces, 34 redundant, 56 steps cut, 1 s
                          To go on from there:
                            mvn dev.faultline:faultline-maven-plugin:verify -Dfaultline.checkpoint="target/a b.checkpoint\"""");
    }

    @Test
    void whatHasNoEndIsNoProof() {
        assertThat(summary(new Verdict.Passed(Coverage.SAMPLED), Done.first(900), 2, false, null))
                .contains("""
                          NOT PROVEN: in 2 of 900 scenarios within tasks 2, operations 2, pages 2, files 2 a call can go round for as long as
                          others let it, so that there is no end of interleavings
                        """);
    }

    @Test
    void aRefutationNamesTheScenario() {
        assertThat(summary(new Verdict.Failed(COUNTEREXAMPLE, "f"), Done.first(7), 0, false, null))
                .isEqualTo("""
                        FAILED  mine  CALL  deadlock (1 task, 1 operation, no preemption, 2 steps)  7 scenarios, 1 234 executions, 1 234/s
                          refuted by scenario 7 of 900 scenarios within tasks 2, operations 2, pages 2, files 2""");
    }
}
