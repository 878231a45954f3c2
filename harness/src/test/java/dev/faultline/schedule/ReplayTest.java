package dev.faultline.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A replay decides as recorded or stops, and says what was expected and what was there. */
class ReplayTest {
    private static final int[] PENDING = new int[32];

    @Test
    void followsTheRecording() {
        Replay replay = replay("task 0 x1\ntask 1! x2\nchoose 1/2 x1\ndisk x1");

        assertThat(replay.next(0b11, -1, PENDING)).isEqualTo(0);
        assertThat(replay.next(0b11, 0, PENDING)).isEqualTo(1);
        assertThat(replay.next(0b11, 1, PENDING)).isEqualTo(1);
        assertThat(replay.choose(1, 2)).isEqualTo(1);
        assertThat(replay.next(1 << 31 | 1, -1, PENDING)).isEqualTo(31);
        assertThat(replay.divergence()).isNull();
    }

    @Test
    void aTaskThatCannotGoOn() {
        Replay replay = replay("task 2 x1");

        assertThat(replay.next(0x80000003, -1, PENDING)).isEqualTo(Scheduler.STOP);
        assertThat(replay.divergence())
                .hasToString("decision 1: expected task 2, found a pick among task 0, task 1, disk");
    }

    @Test
    void aPreemptionThatIsNone() {
        Replay replay = replay("task 0 x1\ntask 1! x1");

        replay.next(0b11, -1, PENDING);
        assertThat(replay.next(0b11, -1, PENDING)).isEqualTo(Scheduler.STOP);
        assertThat(replay.divergence())
                .hasToString("decision 2: expected task 1!, found nobody who could go on before it");
    }

    @Test
    void aPreemptionThatWasNotRecorded() {
        Replay replay = replay("task 1 x1");

        assertThat(replay.next(0b11, 0, PENDING)).isEqualTo(Scheduler.STOP);
        assertThat(replay.divergence()).hasToString("decision 1: expected task 1, found task 0 running before it");
    }

    @Test
    void aChoiceAmongMoreOrInsteadOfAPick() {
        Replay replay = replay("choose 1/2 x1");

        assertThat(replay.choose(0, 3)).isEqualTo(Scheduler.STOP);
        assertThat(replay.divergence())
                .hasToString("decision 1: expected choose 1/2, found a choice among 3 for task 0");
        replay.begin(2);
        assertThat(replay.next(0b11, 0, PENDING)).isEqualTo(Scheduler.STOP);
        assertThat(replay.divergence())
                .hasToString("decision 1: expected choose 1/2, found a pick among task 0, task 1");
    }

    @Test
    void aRunThatGoesOnBeyondTheRecording() {
        Replay replay = replay("");

        assertThat(replay.choose(0, 2)).isEqualTo(Scheduler.STOP);
        assertThat(replay.divergence())
                .hasToString("decision 1: expected the end of the run, found a choice among 2 for task 0");
    }

    @Test
    void aRunThatEndsBeforeTheRecording() {
        Replay replay = replay("task 0 x3");

        replay.next(0b11, -1, PENDING);
        replay.end();

        assertThat(replay.divergence()).hasToString("decision 2: expected task 0, found the end of the run");
    }

    @Test
    void canBeUsedAgain() {
        Replay replay = replay("task 0 x1");

        replay.next(0b110, -1, PENDING);
        replay.begin(2);
        replay.next(0b11, -1, PENDING);

        assertThat(replay.divergence()).isNull();
    }

    private static Replay replay(String text) {
        Replay replay = new Replay(Schedule.parse(text));
        replay.begin(3);
        return replay;
    }
}
