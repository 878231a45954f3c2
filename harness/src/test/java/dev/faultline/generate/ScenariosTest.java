package dev.faultline.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.scenario.Layout;
import dev.faultline.scenario.Scenario;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The sequence of scenarios behind a seed. */
class ScenariosTest {
    private static final int MANY = 5_000;

    private static List<Scenario> many(long seed, Profile profile) {
        Scenarios scenarios = new Scenarios(seed, profile);
        return LongStream.range(0, MANY).mapToObj(scenarios::get).toList();
    }

    @Test
    void eachPrintsAsItParses() {
        assertThat(many(11, Profile.standard()))
                .allSatisfy(scenario ->
                        assertThat(Scenario.parse(scenario.toString())).isEqualTo(scenario));
    }

    @Test
    void eachFitsAMachine() {
        assertThat(many(12, Profile.standard()))
                .allSatisfy(scenario ->
                        assertThat(Layout.of(scenario).geometry().frames()).isLessThan(150));
    }

    @Test
    void theSameSeedGivesTheSameScenarios() {
        assertThat(many(13, Profile.standard())).isEqualTo(many(13, Profile.standard()));
        assertThat(many(13, Profile.standard()).subList(0, 20))
                .doesNotContainAnyElementsOf(many(14, Profile.standard()).subList(0, 20));
    }

    @Test
    void workersMayShareThemOutInAnyWay() {
        Scenarios scenarios = new Scenarios(15, Profile.standard());
        List<Scenario> forwards =
                LongStream.range(0, MANY).mapToObj(scenarios::get).toList();
        List<Scenario> apart =
                LongStream.range(0, MANY).parallel().mapToObj(scenarios::get).toList();
        assertThat(apart).isEqualTo(forwards);
    }

    /** The same on every JDK: what a seed stands for must not change with the machine it is tried on. */
    @Test
    void aSeedStandsForTheSameScenarioEverywhere() {
        assertThat(new Scenarios(1, Profile.small()).get(2)).hasToString("""
                        machine page 8, 2 cpus
                        file F 16: warm warm
                        process A
                          a = shared F page 0, 2 pages, rw
                          b = shared F page 0, 2 pages, rw
                        task T1 in A
                          load(a+0:3)
                          write(F@0, a+0:8)
                        """);
    }

    @Test
    void smallOnesAreSmall() {
        assertThat(many(16, Profile.small())).allSatisfy(scenario -> {
            assertThat(scenario.tasks()).hasSizeLessThanOrEqualTo(2);
            assertThat(scenario.operationCount()).isLessThanOrEqualTo(4);
            assertThat(scenario.files()).hasSize(1);
            assertThat(scenario.readErrors()).isZero();
        });
    }
}
