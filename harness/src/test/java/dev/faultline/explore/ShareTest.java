package dev.faultline.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShareTest {
    @ParameterizedTest
    @CsvSource({"0%, 0", "0.01%, 1", "0.5%, 50", "1 %, 100", "12.5%, 1250", "100%, 10000"})
    void isAPercentage(String text, int ofTenThousand) {
        Share share = Share.parse(text);

        assertThat(LongStream.range(0, 10_000).filter(share::has)).hasSize(ofTenThousand);
    }

    @Test
    void isSpreadEvenly() {
        assertThat(LongStream.range(0, 12).filter(Share.parse("25%")::has)).containsExactly(0L, 4L, 8L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-1%", "100.01%", "0.001%", "some"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Share.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected a percentage");
    }
}
