package dev.faultline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.enumerate.Bound;
import dev.faultline.enumerate.Enumeration;
import dev.faultline.explore.Budget;
import dev.faultline.explore.Coverage;
import dev.faultline.explore.Exhauster;
import dev.faultline.explore.Exploration.Finding;
import dev.faultline.explore.Reach;
import dev.faultline.explore.Tally;
import dev.faultline.report.Checkpoint;
import dev.faultline.report.CheckpointException;
import dev.faultline.report.Result;
import dev.faultline.report.Verdict;
import dev.faultline.spi.CopyStrategy;
import dev.faultline.strategy.BounceBuffer;
import dev.faultline.strategy.Linux6;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exhaustive verification from the request to the verdict, within bounds that are done in a moment. */
class ExhaustionTest {
    private static final String TINY = "tasks 1, pages 1";

    @TempDir
    Path folder;

    private Faultline exhaustive(Supplier<? extends CopyStrategy> factory) {
        return Faultline.of(factory).exhaustive(TINY).threads(2).reportDirectory(folder);
    }

    private Path checkpoint() {
        return folder.resolve("linux-6.checkpoint");
    }

    private static Supplier<CopyStrategy> exhibit(String name) {
        return () -> SampleStrategies.exhibit(name);
    }

    @Test
    void aSoundStrategyIsProven() {
        Outcome outcome = exhaustive(Linux6::new).outcome();

        assertThat(outcome.result().verdict()).isEqualTo(new Verdict.Passed(Coverage.EXHAUSTIVE));
        Reach reach = outcome.result().extent().reach();
        assertThat(reach.isComplete()).isTrue();
        assertThat(reach.scenarios()).isEqualTo(reach.total());
        assertThat(reach.traces()).isGreaterThan(reach.total());
        assertThat(outcome.result().tally().executions())
                .isEqualTo(reach.executions())
                .isEqualTo(reach.traces() + reach.redundant());
        assertThat(outcome.result().extent().goOn()).isNull();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatIsProvenDoesNotDependOnTheWorkers() {
        Reach two = exhaustive(BounceBuffer::new).outcome().result().extent().reach();
        Reach one = exhaustive(BounceBuffer::new)
                .threads(1)
                .outcome()
                .result()
                .extent()
                .reach();
        assertThat(one).isEqualTo(two);
    }

    @Test
    void outOfBudgetItIsASampleAndSaysHowFarItCame() {
        Outcome outcome = exhaustive(Linux6::new).budget("500 executions").outcome();

        assertThat(outcome.result().verdict()).isEqualTo(new Verdict.Passed(Coverage.SAMPLED));
        Reach reach = outcome.result().extent().reach();
        assertThat(reach.isComplete()).isFalse();
        assertThat(reach.scenarios()).isPositive().isLessThan(reach.total());
        assertThat(outcome.result().extent().goOn().file()).endsWith("linux-6.checkpoint");
        assertThat(checkpoint()).exists();
    }

    @Test
    void goneOnWithItComesToTheSameTotals() {
        Result whole = exhaustive(Linux6::new).outcome().result();
        exhaustive(Linux6::new).budget("500 executions").outcome();
        exhaustive(Linux6::new)
                .checkpoint(checkpoint())
                .budget("900 executions")
                .threads(1)
                .outcome();

        Result last = exhaustive(Linux6::new).checkpoint(checkpoint()).outcome().result();

        assertThat(last.extent().reach()).isEqualTo(whole.extent().reach());
        assertThat(last.extent().continued()).isTrue();
        assertThat(last.tally().survey()).isEqualTo(whole.tally().survey());
        assertThat(last.tally().executions()).isEqualTo(whole.tally().executions());
        assertThat(last.verdict()).isEqualTo(new Verdict.Passed(Coverage.EXHAUSTIVE));
        assertThat(checkpoint()).doesNotExist();
    }

    /** All counts are of the scenarios that are done, so that they agree with each other wherever it ends. */
    @Test
    void whatWasLeftUnfinishedCountsNowhere() {
        Result part = exhaustive(Linux6::new).budget("500 executions").outcome().result();

        Reach reach = part.extent().reach();
        Tally tally = part.tally();
        assertThat(tally.scenarios()).isEqualTo(reach.scenarios());
        assertThat(tally.executions()).isEqualTo(reach.executions()).isEqualTo(reach.traces() + reach.redundant());
        assertThat(tally.steps()).isEqualTo(reach.steps());
        assertThat(tally.survey().scenarios()).isEqualTo(reach.scenarios());
        assertThat(tally.survey().executions()).isEqualTo(reach.executions());
        assertThat(tally.survey().traces()).isEqualTo(reach.traces());
        assertThat(tally.survey().laws()).containsEntry("leak", reach.executions());
    }

    @Test
    void everyCallComesFurtherHoweverSmallItsBudget() {
        exhaustive(Linux6::new).threads(1).budget("1ms").outcome();
        long before = 0;
        for (int call = 0; call < 5; call++) {
            long now = Faultline.of(Linux6::new)
                    .checkpoint(checkpoint())
                    .budget("1 execution")
                    .threads(2)
                    .reportDirectory(folder)
                    .outcome()
                    .result()
                    .extent()
                    .reach()
                    .scenarios();
            assertThat(now).isGreaterThan(before);
            before = now;
        }
    }

    @Test
    void whoForgetsTheCheckpointDoesNotLoseIt() throws IOException {
        exhaustive(Linux6::new).budget("500 executions").outcome();
        String far = Files.readString(checkpoint());

        exhaustive(Linux6::new).budget("100 executions").outcome();
        assertThat(checkpoint()).hasContent(far);

        exhaustive(Linux6::new).budget("1500 executions").outcome();
        assertThat(Checkpoint.read(checkpoint(), "x").reach().scenarios())
                .isGreaterThan(Long.parseLong(far.replaceAll("(?s).*done 0-(\\d+).*", "$1")));
    }

    @Test
    void aCheckpointOfSomethingElseIsRefused() throws IOException {
        exhaustive(Linux6::new).budget("500 executions").outcome();

        assertThatThrownBy(() ->
                        exhaustive(BounceBuffer::new).checkpoint(checkpoint()).outcome())
                .isInstanceOf(CheckpointException.class)
                .hasMessageEndingWith(
                        " cannot be gone on from: it is of linux-6, and bounce-buffer is to be verified.");
        assertThatThrownBy(() -> Faultline.of(Linux6::new)
                        .exhaustive("tasks 2")
                        .checkpoint(checkpoint())
                        .outcome())
                .hasMessageEndingWith(" cannot be gone on from: its bound is 'tasks 1, operations 2, pages 1, files 2',"
                        + " and faultline.bounds is 'tasks 2, operations 2, pages 2, files 2'.");
        Checkpoint written = Checkpoint.read(checkpoint(), "x");
        new Checkpoint("linux-6", "0123", written.reach(), written.survey(), written.millis()).write(checkpoint());
        assertThatThrownBy(
                        () -> exhaustive(Linux6::new).checkpoint(checkpoint()).outcome())
                .hasMessageEndingWith(" cannot be gone on from: the code of linux-6 or Faultline has changed since.");
        String other = Files.readString(checkpoint()).replaceFirst("traces ", "traces 1");
        Files.writeString(checkpoint(), other);
        assertThatThrownBy(
                        () -> exhaustive(Linux6::new).checkpoint(checkpoint()).outcome())
                .hasMessageContaining(" is damaged: ");
    }

    @Test
    void aFlawIsFoundShrunkAndKept() {
        Outcome outcome = exhaustive(exhibit("linux-2.4")).outcome();

        assertThat(outcome.result().verdict()).isInstanceOf(Verdict.Failed.class);
        assertThat(((Verdict.Failed) outcome.result().verdict())
                        .counterexample()
                        .law())
                .isEqualTo("deadlock");
        assertThat(folder.resolve("linux-2.4.faultline")).exists();
        assertThat(folder.resolve("linux-2.4.checkpoint")).doesNotExist();
    }

    /** The failure at the lowest number wins, whoever meets it first. */
    @ParameterizedTest
    @ValueSource(strings = {"linux-2.4", "reads-without-asking", "flip-without-shootdown", "read-error-ignored"})
    void theFailureDoesNotDependOnTheWorkers(String name) {
        Finding one = first(name, 1);
        Finding four = first(name, 4);
        assertThat(four.index()).isEqualTo(one.index());
        assertThat(four.failure().scenario()).isEqualTo(one.failure().scenario());
        assertThat(four.failure().schedule()).isEqualTo(one.failure().schedule());
    }

    private static Finding first(String name, int workers) {
        Enumeration enumeration = Enumeration.of(Bound.parse(TINY));
        return new Exhauster(exhibit(name), enumeration, Duration.ofSeconds(20))
                .explore(
                        Reach.start(enumeration.bound(), enumeration.size()),
                        Tally.NOTHING,
                        Budget.unlimited(),
                        workers,
                        so -> {})
                .finding();
    }
}
