package dev.faultline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.SampleStrategies.Endless;
import dev.faultline.SampleStrategies.Moody;
import dev.faultline.SampleStrategies.Sound;
import dev.faultline.report.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(EndlessLoop.class)
class FaultlineTest {
    @TempDir
    Path reports;

    @Test
    void aSoundStrategyPassesAndSaysHowMuchWasTried() {
        Outcome outcome = Faultline.of(Sound::new).budget("500 executions").outcome();
        outcome.orThrow();
        assertThat(outcome.result().verdict().word()).isEqualTo("PASSED");
        assertThat(outcome.result().tally().executions()).isEqualTo(500);
    }

    @Test
    void aFlawedOneFailsWithTheWholeStory() {
        Outcome outcome = Faultline.of(() -> SampleStrategies.exhibit("linux-2.4"))
                .reportDirectory(reports)
                .outcome();
        assertThat(outcome.result().verdict()).isInstanceOf(Verdict.Failed.class);
        assertThat(reports.resolve("linux-2.4.faultline")).exists();
        assertThatThrownBy(outcome::orThrow)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("linux-2.4: deadlock")
                .hasMessageContaining("write(F@0, a+0:8)")
                .hasMessageContaining("-Dfaultline.replay=" + reports.resolve("linux-2.4.faultline"));
    }

    @Test
    void theSameSeedTellsTheSameStory() throws Exception {
        Faultline faultline = Faultline.of(() -> SampleStrategies.exhibit("mmap-lock-over-copy"))
                .seed(3)
                .budget("20000 executions")
                .reportDirectory(reports);
        Outcome once = faultline.threads(1).outcome();
        String file = Files.readString(reports.resolve("mmap-lock-over-copy.faultline"));
        Outcome again = faultline.threads(3).outcome();
        assertThat(again.report()).isEqualTo(once.report());
        assertThat(reports.resolve("mmap-lock-over-copy.faultline")).hasContent(file);
    }

    @Test
    void aFailureThatDoesNotRepeatIsNoVerdict() {
        Outcome outcome = Faultline.of(Moody::new).budget("5000 executions").outcome();
        assertThat(outcome.result().verdict()).isInstanceOf(Verdict.Inconclusive.class);
        assertThatThrownBy(outcome::orThrow)
                .hasMessageContaining("INCONCLUSIVE")
                .hasMessageContaining("state kept between calls");
    }

    @Test
    void anEndlessLoopIsToldWithItsStack() {
        Outcome outcome = Faultline.of(Endless::new)
                .stuckAfter(Duration.ofMillis(300))
                .reportDirectory(reports)
                .outcome();
        assertThat(outcome.result().verdict()).isInstanceOf(Verdict.Failed.class);
        assertThat(outcome.result().tally().executions()).isPositive();
        assertThat(String.join("\n", outcome.report()))
                .contains("endless: stuck", "Endless.write")
                .contains("1 task, 1 operation, no preemption", "    write(F@0, a+0:8)");
    }

    @Test
    void aJavaMonitorHeldOverASleepIsShownWithTwoTasksAndTwoOperations() {
        Outcome outcome = Faultline.of(SampleStrategies.Monitored::new)
                .threads(1)
                .stuckAfter(Duration.ofMillis(300))
                .reportDirectory(reports)
                .outcome();
        assertThat(String.join("\n", outcome.report()))
                .contains("monitored: stuck", "it waits for a Java lock", "held by T")
                .contains("2 tasks, 2 operations");
    }

    /** The thread that was given up keeps the lock, and the next run gets stuck at once. */
    @Test
    void aJavaLockThatOutlivesTheRunIsStillStuck() {
        Outcome outcome = Faultline.of(SampleStrategies.Locking::new)
                .threads(1)
                .stuckAfter(Duration.ofMillis(300))
                .reportDirectory(reports)
                .outcome();
        assertThat(String.join("\n", outcome.report()))
                .contains("locking: stuck", "Locking.write", "held by a thread of");
    }

    @Test
    void aNameThatNoFileCanHaveIsRefusedBeforeAnythingIsRun() {
        assertThatThrownBy(() -> Faultline.of(() -> named("../../x")).outcome())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("its name() is '../../x', which must be up to 64 letters");
        assertThatThrownBy(() -> Faultline.of(SampleStrategies.Nameless::new).outcome())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("its name() is null");
    }

    @Test
    void aStrategyThatPromisesNothingIsRefused() {
        assertThatThrownBy(() -> Faultline.of(SampleStrategies.Unpromising::new).outcome())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("its guarantee() is null");
    }

    private static Sound named(String name) {
        return new Sound() {
            @Override
            public String name() {
                return name;
            }
        };
    }
}
