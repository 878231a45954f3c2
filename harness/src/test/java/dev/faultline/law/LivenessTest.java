package dev.faultline.law;

import static dev.faultline.Programs.program;
import static dev.faultline.SampleStrategies.exhibit;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LivenessTest {
    private static final String WRITE_FROM_ITSELF =
            program("F 8: cold", "a = shared F page 0, 1 page, rw", "write(F@0, a+0:8)");

    @Test
    void aTaskThatWaitsForItself() {
        Violation violation = Trial.accusation(exhibit("linux-2.4"), WRITE_FROM_ITSELF);

        assertThat(violation.law()).isEqualTo("deadlock");
        assertThat(violation.title()).startsWith("T1 waits for ").endsWith(", which it holds itself");
        assertThat(violation.details()).hasSize(1);
        assertThat(violation.details().get(0))
                .matches("T1 in write\\(F@0, a\\+0:8\\) waits since step \\d+ for the lock of folio F:0,"
                        + " held by T1 since step \\d+; holds .*");
    }

    @Test
    void tasksThatWaitForEachOther() {
        Violation violation = Trial.accusation(exhibit("own-mappings-guarded"), """
                machine page 8
                file F 8: cold
                file G 8: cold
                process A
                  a = shared F page 0, 1 page, rw
                  b = shared G page 0, 1 page, rw
                task T1 in A
                  write(F@0, b+0:8)
                task T2 in A
                  write(G@0, a+0:8)
                """);

        assertThat(violation.law()).isEqualTo("deadlock");
        assertThat(violation.title()).isEqualTo("2 tasks wait for each other in a circle");
        assertThat(violation.details())
                .hasSize(2)
                .allSatisfy(edge -> assertThat(edge)
                        .matches("T\\d in write\\(.*\\) waits since step \\d+ for the lock of folio .:0,"
                                + " held by T\\d since step \\d+; holds .*"));
    }

    @Test
    void aCallThatTriesForEver() {
        Violation violation = Trial.accusation(exhibit("retry-without-fault-in"), WRITE_FROM_ITSELF);

        assertThat(violation.law()).isEqualTo("livelock");
        assertThat(violation.title()).isEqualTo("T1's write(F@0, a+0:8) never ends");
    }

    @Test
    void soundStrategiesWriteAPageFromItself() {
        Trial.acquitsAll(WRITE_FROM_ITSELF);
    }
}
