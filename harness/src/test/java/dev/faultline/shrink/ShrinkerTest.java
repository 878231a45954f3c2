package dev.faultline.shrink;

import static dev.faultline.Programs.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.SampleStrategies;
import dev.faultline.explore.Failure;
import dev.faultline.explore.Runner;
import dev.faultline.scenario.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShrinkerTest {
    private static final Duration STUCK_AFTER = Duration.ofSeconds(5);

    private static Failure shrunk(String exhibit, String law, long seed) {
        try (Runner runner = new Runner(SampleStrategies.exhibit(exhibit), STUCK_AFTER)) {
            return new Shrinker(runner).shrink(Hunt.first(runner, law, seed));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whereverItStartsTheDeadlockOf2002EndsAsOneTaskAndOneWrite(long seed) {
        Failure smallest = shrunk("linux-2.4", "deadlock", seed);
        assertThat(smallest.scenario())
                .hasToString(program("F 8: cold", "a = shared F page 0, 1 page, rw", "write(F@0, a+0:8)"));
        assertThat(smallest.schedule().preemptions()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 4, 5})
    void theRaceOfLinux25NeedsReclaimBetweenPrefaultAndCopy(long seed) {
        Failure smallest = shrunk("linux-2.5.3x", "deadlock", seed);
        assertThat(smallest.scenario()).hasToString("""
                machine page 8
                file F 8: cold
                process A
                  a = shared F page 0, 1 page, rw
                task T1 in A
                  write(F@0, a+0:8)
                task K1 kernel
                  reclaim(F page 0)
                """);
        assertThat(smallest.schedule().preemptions()).isEqualTo(1);
    }

    /** It is shrunk with little patience, but what comes out has had all of it. */
    @Test
    void aLivelockIsBelievedOnlyWithAllPatience() {
        Failure smallest = shrunk("retry-without-fault-in", "livelock", 1);
        assertThat(smallest.steps()).isGreaterThan(7000);
        try (Runner runner = new Runner(SampleStrategies.exhibit("retry-without-fault-in"), STUCK_AFTER)) {
            assertThat(runner.again(smallest)).isEqualTo(smallest);
        }
    }

    /** A folio that is not uptodate is what a read leaves that the disk failed, and what a write leaves that found no source. */
    @Test
    void aCallThatFailsStandsInForADiskThatDoes() {
        Scenario failingDisk = Scenario.parse(program("F 8: cold", "a = anonymous 1 page, rw", "read(F@0, a+0:8)")
                .replace("task T1", "inject 1 read error\ntask T1"));
        try (Runner runner = new Runner(SampleStrategies.exhibit("reads-without-asking"), STUCK_AFTER)) {
            Failure smallest = new Shrinker(runner).shrink(Hunt.of(runner, "exposure", failingDisk));

            assertThat(smallest.scenario())
                    .hasToString(
                            program("F 8: cold", "a = anonymous 1 page, rw", "write(F@0, a+8:8)\n  read(F@0, a+0:8)"));
        }
    }

    @Test
    void equalFailuresShrinkToEqualCounterexamples() {
        Failure once = shrunk("retry-without-fault-in", "livelock", 1);
        Failure twice = shrunk("retry-without-fault-in", "livelock", 1);
        assertThat(twice).isEqualTo(once);
    }
}
