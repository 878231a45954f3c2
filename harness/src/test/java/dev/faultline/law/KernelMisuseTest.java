package dev.faultline.law;

import static dev.faultline.SampleStrategies.exhibit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.Culprit;
import dev.faultline.spi.Folio;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class KernelMisuseTest {
    private static final String COPIES = """
            machine page 8
            file F 8: warm
            process A
              b = anonymous 1 page, rw, filled
            task T1 in A
              write(F@0, b+0:4)
              read(F@0, b+4:4)
            """;

    @Test
    void aCopyThatMayFaultInAtomicContextEvenIfItWouldNot() {
        assertThat(Trial.accusation(exhibit("faulting-copy-in-atomic-context"), COPIES)
                        .law())
                .isEqualTo("sleep-in-atomic");
    }

    @Test
    void aFolioUsedAfterItsReferenceWasDropped() {
        assertThat(Trial.accusation(exhibit("folio-used-after-put"), COPIES).law())
                .isEqualTo("misuse");
    }

    @Test
    void aLockDroppedByWhoDoesNotHoldIt() {
        Violation violation = Trial.accusation(
                Culprit.writing((kernel, file, position, from) -> {
                    Folio folio = Objects.requireNonNull(kernel.pageCache().find(file, 0));
                    folio.unlock();
                    return 0;
                }),
                COPIES);

        assertThat(violation.law()).isEqualTo("misuse");
        assertThat(violation.expected()).contains("by who holds the lock");
    }

    @Test
    void atomicCopiesAreAllowed() {
        Trial.acquitsAll(COPIES);
    }
}
