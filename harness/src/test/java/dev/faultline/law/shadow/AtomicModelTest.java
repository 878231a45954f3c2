package dev.faultline.law.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The registers against bytes that are right by construction, and against the same bytes with one bug sown in. */
class AtomicModelTest {
    private static final int RUNS = 20_000;

    @Test
    void bytesThatAreAtomicAreNeverAccused() {
        for (int seed = 0; seed < RUNS; seed++) {
            assertThat(new AtomicModel(seed, AtomicModel.Bug.NONE).run())
                    .as("seed %s", seed)
                    .isFalse();
        }
    }

    /**
     * Not every stroke can be seen: a dropped byte may be overwritten before anybody looks, a stale read may have begun
     * early enough.
     */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aBugIsSeenInMostRunsInWhichItStrikes(AtomicModel.Bug bug) {
        int struck = 0;
        int caught = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            AtomicModel model = new AtomicModel(seed, bug);
            boolean accused = model.run();
            struck += model.bugs() > 0 ? 1 : 0;
            caught += accused ? 1 : 0;
            assertThat(!accused || model.bugs() > 0).as("seed %s", seed).isTrue();
        }
        assertThat(struck).isGreaterThan(RUNS / 4);
        assertThat((double) caught / struck).isGreaterThan(0.5);
    }
}
