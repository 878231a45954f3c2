package dev.faultline.maven;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WorkerEndTest {

    @Test
    void oneIsAViolationOnlyWhenAllWasSaid() {
        assertThat(WorkerEnd.of(1, true, false)).isEqualTo(WorkerEnd.VIOLATION);
        assertThat(WorkerEnd.of(1, false, false)).isEqualTo(WorkerEnd.BROKEN);
    }

    @Test
    void twoIsARefusalOnlyWhenItIsExplained() {
        assertThat(WorkerEnd.of(2, false, true)).isEqualTo(WorkerEnd.REFUSED);
        assertThat(WorkerEnd.of(2, false, false)).isEqualTo(WorkerEnd.BROKEN);
    }

    @Test
    void fourIsAnInterruptionOnlyWhenItIsExplained() {
        assertThat(WorkerEnd.of(4, true, true)).isEqualTo(WorkerEnd.INTERRUPTED);
        assertThat(WorkerEnd.of(4, false, true)).isEqualTo(WorkerEnd.INTERRUPTED);
        assertThat(WorkerEnd.of(4, false, false)).isEqualTo(WorkerEnd.BROKEN);
    }

    @Test
    void zeroIsFineOnlyWhenAllWasSaid() {
        assertThat(WorkerEnd.of(0, true, false)).isEqualTo(WorkerEnd.FINE);
        assertThat(WorkerEnd.of(0, false, false)).isEqualTo(WorkerEnd.BROKEN);
    }

    @Test
    void theRestIsBroken() {
        assertThat(WorkerEnd.of(3, true, false)).isEqualTo(WorkerEnd.BROKEN);
        assertThat(WorkerEnd.of(137, true, true)).isEqualTo(WorkerEnd.BROKEN);
    }
}
