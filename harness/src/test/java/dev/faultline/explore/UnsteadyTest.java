package dev.faultline.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.SampleStrategies.Sound;
import dev.faultline.enumerate.Bound;
import dev.faultline.enumerate.Enumeration;
import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Strategies that break no law, but do not do the same thing twice. */
class UnsteadyTest {
    private static final String DUTY =
            ". A strategy must depend on nothing but its arguments, neither on state kept between calls nor on time, chance,"
                    + " or identity hash codes";

    /** Yields on some reads. */
    private abstract static class Wavering extends Sound {
        abstract boolean yields();

        @Override
        public int read(Kernel kernel, Inode file, int position, IoVector to) {
            if (yields()) {
                kernel.cpu().yield();
            }
            return super.read(kernel, file, position, to);
        }
    }

    private static final class Counting extends Wavering {
        private static int calls;

        @Override
        boolean yields() {
            return ++calls % 7 == 0;
        }
    }

    /** Holds a map that never changes and is not to be blamed, and a count that others write. */
    private static final class Elsewhere {
        static final Map<String, String> NAMES = new HashMap<>();
        static int calls;
    }

    private static final class CountingOutside extends Wavering {
        @Override
        boolean yields() {
            return ++Elsewhere.calls % 7 == 0;
        }
    }

    private static final class Remembering extends Wavering {
        private final Deque<Integer> seen = new ArrayDeque<>();

        @Override
        boolean yields() {
            seen.add(seen.size());
            return seen.size() % 5 == 0;
        }
    }

    private static final class Gambling extends Wavering {
        @Override
        boolean yields() {
            return ThreadLocalRandom.current().nextBoolean();
        }
    }

    private static final class Addressed extends Wavering {
        @Override
        boolean yields() {
            return System.identityHashCode(new Object()) % 2 == 0;
        }
    }

    private static final class Clocked extends Wavering {
        @Override
        boolean yields() {
            return System.nanoTime() / 1000 % 2 == 0;
        }
    }

    /** Yields in the first reads of its life, and never again. */
    private static final class Youthful extends Wavering {
        private int reads;

        @Override
        boolean yields() {
            return ++reads <= 1;
        }
    }

    private static @Nullable String unsteady(Supplier<CopyStrategy> factory, Share share) {
        return new Explorer(factory, 1, Duration.ofSeconds(5))
                .runTwice(share)
                .explore(Budget.ofExecutions(3000), 1, tally -> {})
                .unsteady();
    }

    /** The same with every interleaving of every scenario. */
    private static @Nullable String unsteadyInAll(Supplier<CopyStrategy> factory, Share share) {
        Enumeration few = Enumeration.of(Bound.parse("pages=1"));
        return new Exhauster(factory, few, Duration.ofSeconds(5))
                .runTwice(share)
                .explore(
                        Reach.start(few.bound(), few.size()),
                        Tally.NOTHING,
                        Budget.ofExecutions(3000),
                        1,
                        exploration -> {})
                .unsteady();
    }

    /** Both modes say it alike, and the exhaustive one also where nothing is run twice but for the beginning of an interleaving. */
    private static void assertUnsteady(Supplier<CopyStrategy> factory, String cause) {
        assertNamesTheStep(unsteady(factory, new Share(10_000)), cause);
        assertNamesTheStep(unsteadyInAll(factory, new Share(10_000)), cause);
        assertNamesTheStep(unsteadyInAll(factory, new Share(0)), cause);
    }

    private static void assertNamesTheStep(@Nullable String sentence, String cause) {
        assertThat(sentence)
                .matches(
                        "the same scenario under the same schedule did not run the same way twice: at step \\d+ T\\d .*"
                                + " the first time, and T\\d .* the second\\..*")
                .endsWith(". The likely cause: " + cause + DUTY);
    }

    @Test
    void stateOfTheClassShows() {
        assertUnsteady(Counting::new, "state in static fields (UnsteadyTest.Counting.calls)");
    }

    @Test
    void stateOfAnotherClassShows() {
        assertUnsteady(CountingOutside::new, "state in static fields (UnsteadyTest.Elsewhere.calls)");
    }

    @Test
    void stateOfTheInstanceShows() {
        assertUnsteady(Remembering::new, "state in fields (UnsteadyTest.Remembering.seen)");
    }

    @Test
    void chanceShows() {
        assertUnsteady(Gambling::new, "chance (UnsteadyTest.Gambling calls ThreadLocalRandom.current)");
    }

    @Test
    void timeShows() {
        assertUnsteady(Clocked::new, "time (UnsteadyTest.Clocked calls System.nanoTime)");
    }

    @Test
    void identityShows() {
        assertUnsteady(Addressed::new, "identity hash codes (UnsteadyTest.Addressed calls System.identityHashCode)");
    }

    @Test
    void aSmallShareIsEnoughForWhatChangesOften() {
        assertThat(unsteady(Gambling::new, Share.DEFAULT)).isNotNull();
    }

    /** It cannot be seen twice, so all that is known is where the second run parted from the first. */
    @Test
    void whatHappensOnlyOnceIsSaidToHaveHappenedAtAStep() {
        assertThat(unsteadyInAll(Youthful::new, new Share(0)))
                .contains("did not run the same way twice: at step ")
                .contains(" the same decisions led to another step than before. The likely cause: ");
    }

    @Test
    void nothingShowsWhereNothingIsRunTwice() {
        assertThat(unsteady(Gambling::new, new Share(0))).isNull();
    }

    @Test
    void aStrategyThatDoesTheSameThingTwiceIsLeftAlone() {
        assertThat(unsteady(Sound::new, new Share(10_000))).isNull();
    }
}
