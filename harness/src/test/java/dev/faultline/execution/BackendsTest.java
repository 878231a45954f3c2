package dev.faultline.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.Candidates;
import dev.faultline.gallery.Gallery;
import dev.faultline.generate.Profile;
import dev.faultline.generate.Scenarios;
import dev.faultline.schedule.Portfolio;
import dev.faultline.schedule.Replay;
import dev.faultline.spi.CopyStrategy;
import dev.faultline.strategy.Linux6;
import dev.faultline.strategy.PageFlip;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever carries the tasks, equal strategy, scenario and schedule make an equal run, byte for byte. */
class BackendsTest {
    private static final int SCENARIOS = 30;

    private static final Observer RECORDING = new Observer() {
        @Override
        public boolean recording() {
            return true;
        }
    };

    @Test
    void continuationsAreThereFromJdk21On() {
        assertThat(Backend.CONTINUATIONS.isAvailable())
                .isEqualTo(Runtime.version().feature() >= 21);
        assertThat(Backend.THREADS.isAvailable()).isTrue();
    }

    /** On JDK 17 threads replay what threads recorded; from 21 on each backend replays what the other recorded, too. */
    @TestFactory
    Stream<DynamicTest> eachBackendReplaysTheOther() {
        List<CopyStrategy> strategies = new ArrayList<>(List.of(new Linux6(), new PageFlip()));
        Gallery.exhibits().stream()
                .map(exhibit -> Candidates.of(exhibit).factory().get())
                .forEach(strategies::add);
        return Tiny.backends()
                .flatMap(recorder -> Tiny.backends()
                        .flatMap(player -> strategies.stream()
                                .map(strategy -> DynamicTest.dynamicTest(
                                        strategy.name() + " on " + player + " as on " + recorder,
                                        () -> compare(strategy, recorder, player)))));
    }

    private static void compare(CopyStrategy strategy, Backend recorder, Backend player) {
        Scenarios scenarios = new Scenarios(2002, Profile.standard());
        Portfolio portfolio = Portfolio.standard(2002);
        try (Execution recording = new Execution(strategy, recorder);
                Execution playing = new Execution(strategy, player)) {
            for (int index = 0; index < SCENARIOS; index++) {
                Program program = Program.of(scenarios.get(index));
                Ending recorded = recording.run(program, portfolio, RECORDING);
                Replay replay = new Replay(recording.schedule());
                Ending played = playing.run(program, replay, RECORDING);

                assertThat(replay.divergence()).isNull();
                assertThat(playing.log().toString()).isEqualTo(recording.log().toString());
                assertThat(playing.schedule()).isEqualTo(recording.schedule());
                assertThat(playing.fingerprint()).isEqualTo(recording.fingerprint());
                assertThat(describe(played)).isEqualTo(describe(recorded));
            }
        }
    }

    /** Exceptions are equal when they say the same. */
    private static String describe(Ending ending) {
        return ending.toString();
    }
}
