package dev.faultline.law.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A file of 8 bytes and the calls of tasks 0, 1 and 2. */
class FileSizesTest {
    private static final int FILE = 0;

    private final FileSizes sizes = new FileSizes(1, 3);

    FileSizesTest() {
        sizes.reset(FILE, 8);
    }

    @Test
    void aRunningWriteMayHaveRaisedTheSizeAlready() {
        sizes.callBegins(1);
        sizes.writeBegins(0, FILE, 12);

        assertThat(sizes.lowest(FILE)).isEqualTo(8);
        assertThat(sizes.highest(FILE)).isEqualTo(12);
        assertThat(sizes.highestSince(1, FILE)).isEqualTo(12);
    }

    @Test
    void aShortWriteRaisesItToWhatWasWritten() {
        sizes.writeBegins(0, FILE, 12);
        sizes.writeEnds(0, FILE, 10);

        assertThat(sizes.isQuiet(FILE)).isTrue();
        assertThat(sizes.found(FILE, 12)).isFalse();
    }

    @Test
    void aFailedWriteLeavesIt() {
        sizes.writeBegins(0, FILE, 12);
        sizes.writeEnds(0, FILE, -1);

        assertThat(sizes.found(FILE, 8)).isTrue();
    }

    @Test
    void aTruncationAloneSetsIt() {
        sizes.callBegins(1);
        sizes.truncateBegins(FILE, 3);
        assertThat(sizes.lowest(FILE)).isEqualTo(3);
        assertThat(sizes.highest(FILE)).isEqualTo(8);
        sizes.truncateEnds(FILE, 3, true);

        assertThat(sizes.highest(FILE)).isEqualTo(3);
        assertThat(sizes.highestSince(1, FILE)).as("for a call that saw it").isEqualTo(8);
    }

    @Test
    void besideAWriteATruncationMayComeFirstOrLast() {
        sizes.writeBegins(0, FILE, 12);
        sizes.truncateBegins(FILE, 3);
        sizes.writeEnds(0, FILE, 12);
        sizes.truncateEnds(FILE, 3, true);

        assertThat(sizes.lowest(FILE)).isEqualTo(3);
        assertThat(sizes.isRaisedByWrite(FILE, 12)).as("a write that came last").isTrue();
        assertThat(sizes.isRaisedByWrite(FILE, 3)).isFalse();
        assertThat(sizes.found(FILE, 12)).isTrue();
    }
}
