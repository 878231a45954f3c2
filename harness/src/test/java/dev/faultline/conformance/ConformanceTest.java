package dev.faultline.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.SampleStrategies;
import dev.faultline.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "the machine is held against Linux")
class ConformanceTest {
    private static final int PROGRAMS = 20_000;

    @TempDir
    Path folder;

    @Test
    void theMachineDoesWhatThisKernelDoes() throws IOException {
        try (Conformance conformance = new Conformance(folder)) {
            assertThat(conformance.compare(PROGRAMS, 1)).isEmpty();
        }
    }

    @Test
    void aDifferenceIsMadeSmallAndTold() throws IOException {
        try (Conformance conformance = new Conformance(SampleStrategies.exhibit("destructive-prefault"), folder)) {
            assertThat(conformance.compare(PROGRAMS, 1)).hasValue("""
                            F at the end: the machine says byte 0 is 0, the host byte 0 is 97
                            machine page 4096
                            file F 4096: cold
                            process A
                              b = shared F page 0, 1 page, rw
                            task T1 in A
                              read(F@0, b+0:4096)
                            """);
        }
    }

    /** What the kernel should do is known here; that it is what the machine does is what is tested. */
    @Test
    void aWriteFromItsOwnPageIsTheIdentity() throws IOException {
        try (Conformance conformance = new Conformance(folder)) {
            assertThat(conformance.difference(Scenario.parse("""
                    machine page 8
                    file F 8: cold
                    process A
                      a = shared F page 0, 1 page, rw
                    task T1 in A
                      write(F@0, a+0:8)
                      store(a+2:3)
                      write(F@2, a+2:4)
                      ftruncate(F, 3)
                      load(a+0:8)
                    """))).isEmpty();
        }
    }
}
