package dev.faultline.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {
    @Test
    void whatMovesACursorIsEscaped() {
        assertThat(OneLine.of("a\u001b[2Jb\r\n\tc\u2028d")).isEqualTo("a\\u001b[2Jb\\r\\n\\tc\\u2028d");
    }

    @Test
    void whatIsLongIsCut() {
        assertThat(OneLine.of("x".repeat(500))).isEqualTo("x".repeat(200) + "...");
    }

    @Test
    void anExceptionThatCannotSpeakIsNamed() {
        assertThat(OneLine.of(new Speechless())).isEqualTo(Speechless.class.getName());
    }

    private static final class Speechless extends RuntimeException {
        @Override
        public String getMessage() {
            throw new IllegalStateException();
        }
    }
}
