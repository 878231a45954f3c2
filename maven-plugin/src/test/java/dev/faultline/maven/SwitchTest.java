package dev.faultline.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;

final class SwitchTest {

    @Test
    void isTrueOrFalseOrNotGiven() throws MojoExecutionException {
        assertThat(Switch.parse("faultline.skip", " true ", false)).isTrue();
        assertThat(Switch.parse("faultline.skip", "false", true)).isFalse();
        assertThat(Switch.parse("faultline.skip", null, true)).isTrue();
    }

    @Test
    void isNothingElse() {
        assertThatThrownBy(() -> Switch.parse("faultline.failOnViolation", "treu", true))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("faultline.failOnViolation is 'treu': expected true or false.");
    }
}
