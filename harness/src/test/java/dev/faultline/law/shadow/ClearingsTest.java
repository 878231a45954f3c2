package dev.faultline.law.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClearingsTest {
    private final Clearings clearings = new Clearings(2);

    ClearingsTest() {
        clearings.reset();
    }

    @Test
    void aPageIsBeingClearedFromTheFirstCallThatBeginsToTheLastThatEnds() {
        clearings.begins(0, 5);
        clearings.begins(0, 7);
        clearings.ends(0, 8);

        assertThat(clearings.since(0)).isEqualTo(5);
        assertThat(clearings.since(1)).isEqualTo(Clearings.NEVER);

        clearings.ends(0, 9);
        assertThat(clearings.wasRunningSince(0, 9)).isTrue();
        assertThat(clearings.wasRunningSince(0, 10)).isFalse();
        assertThat(clearings.since(0)).isEqualTo(Clearings.NEVER);

        clearings.begins(0, 9);
        assertThat(clearings.since(0)).isEqualTo(9);
        clearings.reset();
        assertThat(clearings.since(0)).isEqualTo(Clearings.NEVER);
    }
}
