package dev.faultline.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoneTest {
    private static Done of(long... numbers) {
        Done done = Done.NOTHING;
        for (long number : numbers) {
            done = done.plus(number);
        }
        return done;
    }

    @Test
    void whatIsFinishedOutOfOrderStaysFinished() {
        assertThat(of(0, 1, 4, 2, 7, 5)).hasToString("0-2 4-5 7");
        assertThat(of(0, 1, 4, 2, 7, 5).count()).isEqualTo(6);
        assertThat(of(1, 0, 2)).isEqualTo(Done.first(3));
    }

    @Test
    void theNextIsTheFirstThatIsOpen() {
        Done done = of(0, 1, 3, 5);
        assertThat(done.nextOpen(0)).isEqualTo(2);
        assertThat(done.nextOpen(3)).isEqualTo(4);
        assertThat(done.nextOpen(6)).isEqualTo(6);
        assertThat(Done.NOTHING.nextOpen(0)).isZero();
    }

    @Test
    void isASetWhateverTheOrder() {
        Random random = new Random(7);
        for (int trial = 0; trial < 200; trial++) {
            TreeSet<Long> expected = new TreeSet<>();
            Done done = Done.NOTHING;
            for (int i = 0; i < 25; i++) {
                long number = random.nextInt(40);
                if (expected.add(number)) {
                    done = done.plus(number);
                }
            }
            assertThat(done.count()).isEqualTo(expected.size());
            assertThat(Done.parse(done.toString())).isEqualTo(done);
            for (long number = 0; number < 41; number++) {
                assertThat(done.nextOpen(number) == number).isEqualTo(!expected.contains(number));
            }
        }
    }

    @Test
    void nothingIsNothing() {
        assertThat(Done.parse("")).isEqualTo(Done.NOTHING).isEqualTo(Done.first(0));
        assertThat(Done.NOTHING).hasToString("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0-", "-1", "5-3", "0-3 3", "0-3 4", "4 0-2", "0  2", "0-9999999999999999999"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Done.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected numbers in order, such as 0-51 53 55-60");
    }
}
