package dev.faultline.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An operation on two files, which shrinking moves one at a time. */
class CopyFileRangeTest {
    private static final CopyFileRange COPY = new CopyFileRange("F", 8, "G", 20, 4);
    private static final CopyFileRange WITHIN = new CopyFileRange("F", 8, "F", 20, 4);

    @Test
    void reachesToTheEndOfItsRangeInEachFile() {
        assertThat(COPY.endIn("F")).isEqualTo(12);
        assertThat(COPY.endIn("G")).isEqualTo(24);
        assertThat(COPY.endIn("H")).isZero();
        assertThat(WITHIN.endIn("F")).isEqualTo(24);
    }

    @Test
    void namesEachFileOnce() {
        assertThat(COPY.fileNames()).containsExactly("G", "F");
        assertThat(WITHIN.fileNames()).containsExactly("F");
    }

    @Test
    void onlyWhatLiesBehindAPageThatGoesMovesUp() {
        assertThat(COPY.earlier("F", 8, 8)).hasToString("copy_file_range(F@0, G@20, 4)");
        assertThat(COPY.earlier("G", 8, 8)).hasToString("copy_file_range(F@8, G@12, 4)");
        assertThat(WITHIN.earlier("F", 16, 8)).hasToString("copy_file_range(F@8, F@12, 4)");
    }

    @Test
    void anotherFileTakesThePlaceOfOneThatItNames() {
        assertThat(COPY.onFile("F", "H")).hasToString("copy_file_range(H@8, G@20, 4)");
        assertThat(COPY.onFile("G", "F")).isEqualTo(WITHIN);
    }

    @Test
    void fewerBytesAndEarlierPlacesAreTriedAtBothEnds() {
        assertThat(Numbers.smaller(COPY, 8))
                .map(Object::toString)
                .contains(
                        "copy_file_range(F@8, G@20, 1)",
                        "copy_file_range(F@0, G@20, 4)",
                        "copy_file_range(F@8, G@16, 4)");
    }
}
