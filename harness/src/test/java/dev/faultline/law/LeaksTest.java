package dev.faultline.law;

import static dev.faultline.Programs.program;
import static dev.faultline.SampleStrategies.exhibit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.Culprit;
import dev.faultline.spi.Folio;
import org.junit.jupiter.api.Test;

class LeaksTest {
    private static final String WRITE = program("F 8: warm", "b = anonymous 1 page, rw, filled", "write(F@0, b+0:4)");

    @Test
    void somethingStillHeldAtTheReturn() {
        Violation violation = Trial.accusation(
                Culprit.writing((kernel, file, position, from) -> {
                    Folio folio = kernel.pageCache().find(file, 0);
                    assertThat(folio).isNotNull();
                    kernel.cpu().disableFaults();
                    return from.remaining();
                }),
                WRITE);

        assertThat(violation.law()).isEqualTo("leak");
        assertThat(violation.actual()).isEqualTo("T1 holds 1 folio reference, 1 level of disabled faults");
    }

    @Test
    void aMappingSlotKeptOnAnErrorPath() {
        Violation violation = Trial.accusation(
                exhibit("kmap-kept-on-error"),
                program("F 8: warm", "b = anonymous 1 page, rw, filled", "read(F@0, b+8:4)"));

        assertThat(violation.law()).isEqualTo("leak");
    }

    @Test
    void whatIsTakenAndGivenBackIsNoLeak() {
        Trial.acquitsAll(WRITE);
    }
}
