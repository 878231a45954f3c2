package dev.faultline.law;

import static dev.faultline.Programs.program;
import static dev.faultline.SampleStrategies.exhibit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.Culprit;
import dev.faultline.spi.KernelBuffer;
import org.junit.jupiter.api.Test;

class ExposureTest {
    @Test
    void garbageFromAnAllocation() {
        Violation violation = Trial.accusation(
                exhibit("reads-without-asking"),
                program("F 8: cold", "a = anonymous 1 page, rw", "read(F@0, a+0:8)", "read(F@0, a+0:8)"));

        assertThat(violation.law()).isEqualTo("exposure");
        assertThat(violation.title()).contains("found garbage at F[");
    }

    @Test
    void garbageInABufferIsNoOffenceUntilTheReadReturns() {
        Trial.acquits(
                Culprit.reading((kernel, file, position, to) -> {
                    KernelBuffer garbage = kernel.allocate(to.remaining());
                    int stored = kernel.userMemory().copyToUser(to, garbage, 0, to.remaining());
                    garbage.release();
                    to.rewind(stored);
                    return new Culprit() {}.read(kernel, file, position, to);
                }),
                """
                machine page 8
                file F 8: warm
                process A
                  a = anonymous 1 page, rw
                task T1 in A
                  read(F@0, a+0:8)
                  load(a+0:8)
                """);
    }

    @Test
    void aPartialWriteToAColdPageExposesNothing() {
        Trial.acquitsAll("""
                machine page 8
                file F 16: cold cold
                process A
                  a = shared F page 0, 2 pages, rw
                  b = anonymous 1 page, rw, filled
                task T1 in A
                  write(F@3, b+0:8)
                  load(a+0:8)
                task T2 in A
                  load(a+8:8)
                  read(F@0, b+0:8)
                """);
    }
}
