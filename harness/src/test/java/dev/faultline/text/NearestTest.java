package dev.faultline.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> NAMES =
            List.of("linux-2.4", "linux-2.6.24", "linux-6", "freebsd", "bounce-buffer");

    @Test
    void aSlipOfTheFingerIsUnderstood() {
        assertThat(Nearest.to("lunix-6", NAMES)).first().isEqualTo("linux-6");
        assertThat(Nearest.to("freebds", NAMES)).containsExactly("freebsd");
        assertThat(Nearest.sentence("bounce-bufer", NAMES)).isEqualTo("Did you mean bounce-buffer?");
    }

    @Test
    void theStartOfANameIsNearToAllThatBeginSo() {
        assertThat(Nearest.to("linux", NAMES)).containsExactly("linux-2.4", "linux-2.6.24", "linux-6");
    }

    @Test
    void whatIsNearToNothingGetsTheWholeList() {
        assertThat(Nearest.sentence("xyzzy", NAMES))
                .isEqualTo("Known are bounce-buffer, freebsd, linux-2.4, linux-2.6.24, linux-6.");
    }

    @Test
    void theCaseOfLettersIsNoMistakeWorthTwoGuesses() {
        assertThat(Nearest.sentence("LINUX-6", NAMES)).isEqualTo("Did you mean linux-6?");
        assertThat(Nearest.to("FreeBDS", NAMES)).containsExactly("freebsd");
    }

    @Test
    void swappedNeighboursCountOnce() {
        assertThat(Nearest.distance("ab", "ba")).isEqualTo(1);
        assertThat(Nearest.distance("", "abc")).isEqualTo(3);
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
    }
}
