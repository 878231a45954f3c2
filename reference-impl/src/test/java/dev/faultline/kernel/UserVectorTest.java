package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The buffer of a {@code readv}: segments, and a position that moves through them. */
class UserVectorTest extends Scene {
    private final UserVector vector = new UserVector(task);

    UserVectorTest() {
        vector.start(new int[] {100, 999, 200}, new int[] {4, 0, 2}, 3);
    }

    @Test
    void itStartsAtItsFirstByte() {
        assertThat(vector.address()).isEqualTo(100);
        assertThat(vector.segmentRemaining()).isEqualTo(4);
        assertThat(vector.remaining()).isEqualTo(6);
    }

    @Test
    void advancingGoesOnInTheNextSegmentThatIsNotEmpty() {
        vector.advance(4);

        assertThat(vector.address()).isEqualTo(200);
        assertThat(vector.segmentRemaining()).isEqualTo(2);
    }

    @Test
    void advancingWithinASegmentKeepsTheRestOfIt() {
        vector.advance(3);

        assertThat(vector.address()).isEqualTo(103);
        assertThat(vector.segmentRemaining()).isOne();
    }

    @Test
    void rewindingGoesBackAcrossSegments() {
        vector.advance(5);

        vector.rewind(3);

        assertThat(vector.address()).isEqualTo(102);
        assertThat(vector.remaining()).isEqualTo(4);
    }

    @Test
    void lookingAheadFindsTheAddressOfALaterByte() {
        vector.advance(1);

        assertThat(vector.address(2)).isEqualTo(103);
        assertThat(vector.address(3)).isEqualTo(200);
        assertThat(vector.address(4)).isEqualTo(201);
    }

    @Test
    void atItsEndNothingRemains() {
        vector.advance(6);

        assertThat(vector.remaining()).isZero();
        assertThat(vector.segmentRemaining()).isZero();
        assertThat(vector.address()).isEqualTo(202);
    }

    @Test
    void nobodyMovesOutOfIt() {
        assertThatThrownBy(() -> vector.advance(7)).hasMessage("advances a vector with 6 bytes left by 7");
        assertThatThrownBy(() -> vector.rewind(1)).hasMessage("rewinds a vector by 1 that has moved by 0");
        assertThatThrownBy(() -> vector.address(6)).hasMessage("looks 6 bytes ahead in a vector with 6 left");
    }
}
