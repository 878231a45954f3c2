package dev.faultline.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JvmDefaultsTest {
    private static final String PLAIN_REFERENCES = "-XX:-UseCompressedOops";

    @Test
    void aCollectorWithoutConcurrentBarriersUnlessToldOtherwise() {
        assertThat(JvmDefaults.beside(List.of("-Xmx1g"), Map.of()))
                .containsExactly(PLAIN_REFERENCES, "-XX:+UseParallelGC");
    }

    @Test
    void theUsersCollectorIsTheOnlyOne() {
        assertThat(JvmDefaults.beside(List.of("-XX:+UseZGC"), Map.of())).containsExactly(PLAIN_REFERENCES);
        assertThat(JvmDefaults.beside(List.of(), Map.of("JAVA_TOOL_OPTIONS", "-Xss1m -XX:+UseSerialGC")))
                .containsExactly(PLAIN_REFERENCES);
    }

    @Test
    void otherChoicesOfTheUserAreNotMistakenForOne() {
        assertThat(JvmDefaults.beside(List.of("-XX:+UseGCOverheadLimit"), Map.of()))
                .containsExactly(PLAIN_REFERENCES, "-XX:+UseParallelGC");
    }
}
