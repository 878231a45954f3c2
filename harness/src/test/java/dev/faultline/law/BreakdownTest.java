package dev.faultline.law;

import static dev.faultline.Programs.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.Culprit;
import dev.faultline.execution.Ending;
import dev.faultline.execution.Program;
import dev.faultline.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreakdownTest {
    private static final String WRITE = program("F 8: warm", "b = anonymous 1 page, rw, filled", "write(F@0, b+0:4)");

    @Test
    void aStrategyThatThrowsHasCrashed() {
        Violation violation = Trial.accusation(
                Culprit.writing((kernel, file, position, from) -> {
                    throw new IllegalStateException("no such folio");
                }),
                WRITE);

        assertThat(violation.law()).isEqualTo("crash");
        assertThat(violation.title()).isEqualTo("T1's write(F@0, b+0:4) threw IllegalStateException");
        assertThat(violation.actual()).isEqualTo("java.lang.IllegalStateException: no such folio");
        assertThat(violation.details().get(0)).contains("BreakdownTest");
    }

    @Test
    void aStrategyThatTakesNoStepIsStuckWhereItIs() {
        StackTraceElement where = new StackTraceElement("example.Loop", "write", "Loop.java", 7);
        Violation violation =
                new Breakdown(Program.of(Scenario.parse(WRITE))).stuck(new Ending.Stuck(0, 0, List.of(where), null));

        assertThat(violation.law()).isEqualTo("stuck");
        assertThat(violation.details()).containsExactly("at example.Loop.write(Loop.java:7)");
    }

    @Test
    void aStrategyThatEndsTheJvmIsToldSoFromTheCallOn() {
        List<StackTraceElement> stack = List.of(
                new StackTraceElement("java.lang.Shutdown", "exit", "Shutdown.java", 1),
                new StackTraceElement("java.lang.Runtime", "exit", "Runtime.java", 2),
                new StackTraceElement("app", null, null, "example.Exit", "write", "Exit.java", 3));
        Violation violation =
                new Breakdown(Program.of(Scenario.parse(WRITE))).stuck(new Ending.Stuck(0, 0, stack, null));

        assertThat(violation.title()).isEqualTo("T1's write(F@0, b+0:4) calls for the end of the JVM");
        assertThat(violation.details())
                .containsExactly("at java.lang.Runtime.exit(Runtime.java:2)", "at example.Exit.write(Exit.java:3)");
    }

    @Test
    void whoHasTheJavaLockIsNamed() {
        Breakdown breakdown = new Breakdown(Program.of(Scenario.parse(WRITE)));

        assertThat(breakdown
                        .stuck(stuckAt(new Ending.JavaLock("java.lang.Object", 0)))
                        .actual())
                .isEqualTo("it waits for a Java lock, java.lang.Object, held by T1");
        assertThat(breakdown
                        .stuck(stuckAt(new Ending.JavaLock("java.lang.Object", -1)))
                        .actual())
                .endsWith("held by a thread of an earlier run");
    }

    private static Ending.Stuck stuckAt(Ending.JavaLock lock) {
        return new Ending.Stuck(0, 0, List.of(), lock);
    }
}
