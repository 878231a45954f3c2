package dev.faultline.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CoreTest {
    private final Core core = new Core(0, new Geometry(8, 1, 1, 1, 1, 1));

    @Test
    void slotsAreFreedInTheReverseOrderOfTheirUse() {
        core.pushSlot(1);
        core.pushSlot(2);

        assertThat(core.popSlot(1)).isFalse();
        assertThat(core.popSlot(2)).isTrue();
        assertThat(core.popSlot(1)).isTrue();
        assertThat(core.popSlot(1)).isFalse();
    }

    @Test
    void slotsAreFew() {
        for (int i = 0; i < Core.SLOTS; i++) {
            assertThat(core.pushSlot(i)).isTrue();
        }

        assertThat(core.pushSlot(9)).isFalse();
        assertThat(core.slotsUsed()).isEqualTo(Core.SLOTS);
    }

    @Test
    void disablingPreemptionNests() {
        core.disablePreemption();
        core.disablePreemption();
        core.enablePreemption();

        assertThat(core.preemptionDisabled()).isOne();
    }
}
