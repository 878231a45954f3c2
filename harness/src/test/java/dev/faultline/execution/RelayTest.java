package dev.faultline.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.kernel.Tracepoints;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What the kernel tells must reach the observer; a tracepoint that is not passed on would be lost without a sound. */
class RelayTest {
    @Test
    void passesOnEveryTracepoint() throws ReflectiveOperationException {
        for (Method tracepoint : Tracepoints.class.getDeclaredMethods()) {
            if (!Modifier.isStatic(tracepoint.getModifiers())) {
                Method relayed = Relay.class.getMethod(tracepoint.getName(), tracepoint.getParameterTypes());
                assertThat(relayed.getDeclaringClass())
                        .as("%s%s", tracepoint.getName(), Arrays.toString(tracepoint.getParameterTypes()))
                        .isEqualTo(Relay.class);
            }
        }
    }
}
