package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.hardware.Step;
import dev.faultline.hardware.StepKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A step that is only announced is told with names too. */
class StepWordsTest extends Scene {
    @ParameterizedTest
    @EnumSource(StepKind.class)
    void everyKindHasWords(StepKind kind) {
        machine.cache(file, 0, false);
        assertThat(machine.words(Step.of(kind, 0)))
                .matches("[a-z].*")
                .doesNotContain("_")
                .doesNotEndWith(" ");
    }

    @Test
    void objectsHaveTheirNames() {
        machine.cache(file, 0, false);
        int page = page(PRIVATE);
        assertThat(machine.words(Step.of(StepKind.LOCK_FOLIO, 0))).isEqualTo("asks for the lock of folio F:0");
        assertThat(machine.words(Step.of(StepKind.STORE, page)))
                .startsWith("stores to ")
                .endsWith("+0 of process A");
        assertThat(machine.words(Step.of(StepKind.INSERT, 2))).isEqualTo("inserts a folio as F:2");
    }
}
