package dev.faultline.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.Candidates;
import dev.faultline.EndlessLoop;
import dev.faultline.SampleStrategies;
import dev.faultline.SampleStrategies.Endless;
import dev.faultline.SampleStrategies.Moody;
import dev.faultline.SampleStrategies.Sound;
import dev.faultline.explore.Exploration.Finding;
import dev.faultline.gallery.Gallery;
import dev.faultline.spi.CopyStrategy;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(EndlessLoop.class)
class ExplorerTest {
    private static Exploration explore(Supplier<CopyStrategy> factory, Budget budget, int workers) {
        return explore(factory, budget, workers, Duration.ofSeconds(20));
    }

    private static Exploration explore(
            Supplier<CopyStrategy> factory, Budget budget, int workers, Duration stuckAfter) {
        return new Explorer(factory, 1, stuckAfter).explore(budget, workers, tally -> {});
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void theOutcomeDoesNotDependOnTheNumberOfWorkers(int workers) {
        Supplier<CopyStrategy> factory = () -> SampleStrategies.exhibit("linux-2.5.3x");
        Finding alone = explore(factory, Budget.ofExecutions(20_000), 1).finding();
        Finding shared = explore(factory, Budget.ofExecutions(20_000), workers).finding();
        assertThat(alone).isNotNull();
        assertThat(shared).isEqualTo(alone);
    }

    /** Each exhibit, and each sound strategy, comes to the same end however many look. */
    @TestFactory
    Stream<DynamicTest> fourWorkersComeToTheVerdictsOfOne() {
        Stream<Supplier<CopyStrategy>> flawed = Gallery.exhibits().stream()
                .map(exhibit -> Candidates.of(exhibit).factory());
        Stream<Supplier<CopyStrategy>> sound =
                ServiceLoader.load(CopyStrategy.class).stream().map(provider -> provider::get);
        return Stream.concat(flawed, sound)
                .map(factory -> DynamicTest.dynamicTest(factory.get().name(), () -> {
                    Explorer explorer = new Explorer(factory, 1, Duration.ofMinutes(1));
                    Exploration one = explorer.explore(Budget.ofExecutions(1000), 1, tally -> {});
                    Exploration four = explorer.explore(Budget.ofExecutions(1000), 4, tally -> {});
                    assertThat(four.finding()).isEqualTo(one.finding());
                    assertThat(four.unsteady()).isEqualTo(one.unsteady());
                }));
    }

    @Test
    void aBudgetOfExecutionsIsSpentExactly() {
        Tally tally = explore(Sound::new, Budget.ofExecutions(1001), 2).tally();
        assertThat(tally.executions()).isEqualTo(1001);
        assertThat(tally.scenarios()).isEqualTo(64 + 469);
        assertThat(tally.steps()).isGreaterThan(1001);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whatWasMetDoesNotDependOnTheNumberOfWorkers(int workers) {
        Survey survey =
                explore(Sound::new, Budget.ofExecutions(1200), workers).tally().survey();
        assertThat(survey)
                .isEqualTo(explore(Sound::new, Budget.ofExecutions(1200), 1)
                        .tally()
                        .survey());
        assertThat(survey.scenarios()).isEqualTo(256 + (632 - 256) / 16 + 1);
        assertThat(survey.executions()).isEqualTo(64 + 2 * (survey.scenarios() - 64));
        assertThat(survey.traces()).isBetween(survey.scenarios(), survey.executions());
    }

    @Test
    void eachWorkerHasAnInstanceOfItsOwn() {
        Set<CopyStrategy> made = ConcurrentHashMap.newKeySet();
        explore(
                () -> {
                    CopyStrategy strategy = new Sound();
                    made.add(strategy);
                    return strategy;
                },
                Budget.ofExecutions(100),
                3);
        assertThat(made).hasSize(3);
    }

    @Test
    void aStrategyThatNeverComesBackIsGivenUpWithItsStack() {
        Exploration exploration = explore(Endless::new, Budget.ofExecutions(5000), 2, Duration.ofMillis(300));
        Finding finding = exploration.finding();
        assertThat(finding).isNotNull();
        assertThat(finding.stuck()).isTrue();
        assertThat(finding.failure().violation().law()).isEqualTo("stuck");
        assertThat(finding.failure().violation().toString()).contains("SampleStrategies$Endless.write");
    }

    @Test
    void aStrategyThatDoesNotRepeatItselfIsNotAccused() {
        Exploration exploration = explore(Moody::new, Budget.ofExecutions(5000), 1);
        boolean unsteady = exploration.unsteady() != null;
        assertThat(unsteady || exploration.finding() != null).isTrue();
    }
}
