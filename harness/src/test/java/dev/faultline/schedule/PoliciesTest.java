package dev.faultline.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.hardware.Step;
import dev.faultline.hardware.StepKind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The policies that sample: what they have in common, and what each is good at. */
class PoliciesTest {
    static Stream<Scheduler> policies() {
        return Stream.of(
                new RandomWalk(1),
                new Pos(1),
                new Pct(1, 1),
                new Pct(5, 1),
                new Surw(1),
                new Guided(1),
                Portfolio.standard(1));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void pickOnlyWhoCanGoOn(Scheduler policy) {
        for (int run = 0; run < 200; run++) {
            policy.begin(4);
            for (int enabled = 3; enabled < 16; enabled++) {
                for (int set : new int[] {enabled, enabled | 1 << 31}) {
                    assertThat(set & 1 << policy.next(set, -1, new int[32])).isNotZero();
                }
                assertThat(policy.choose(0, enabled)).isBetween(0, enabled - 1);
            }
            policy.end();
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void decideAlikeFromTheSameSeed(Scheduler policy) {
        policy.seed(42);
        String once = walk(policy) + walk(policy) + walk(policy);
        policy.seed(43);
        String other = walk(policy) + walk(policy) + walk(policy);
        policy.seed(42);

        assertThat(walk(policy) + walk(policy) + walk(policy)).isEqualTo(once).isNotEqualTo(other);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void letEverybodyBeFirst(Scheduler policy) {
        int first = 0;
        for (int run = 0; run < 1000; run++) {
            policy.begin(8);
            first |= 1 << policy.next(0x800000ff, -1, new int[32]);
            policy.end();
        }
        assertThat(first).isEqualTo(0x800000ff);
    }

    /** Of depth 1, PCT never preempts: whoever is first stays first. */
    @Test
    void pctOfDepthOneKeepsToItsPriorities() {
        Pct pct = new Pct(1, 7);
        for (int run = 0; run < 100; run++) {
            pct.begin(3);
            int highest = pct.next(7, -1, new int[32]);
            for (int i = 0; i < 50; i++) {
                assertThat(pct.next(7, highest, new int[32])).isEqualTo(highest);
            }
            pct.end();
        }
    }

    /**
     * Of depth d it does so at most d - 1 times, and often enough in the middle of a run whose length it has measured.
     */
    @Test
    void pctOfDepthThreeChangesItsMindAtMostTwice() {
        Pct pct = new Pct(3, 7);
        int[] runsByChanges = new int[3];
        for (int run = 0; run < 1000; run++) {
            runsByChanges[changes(pct, 100)]++;
        }
        assertThat(runsByChanges[2]).isGreaterThan(500);
    }

    private static int changes(Pct pct, int decisions) {
        pct.begin(3);
        int changes = 0;
        int last = pct.next(7, -1, new int[32]);
        for (int i = 1; i < decisions; i++) {
            int next = pct.next(7, last, new int[32]);
            changes += next == last ? 0 : 1;
            last = next;
        }
        pct.end();
        return changes;
    }

    @Test
    void pctKnowsDepthsFromOneToFive() {
        assertThatThrownBy(() -> new Pct(6, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("depth must be 1 to 5: 6");
    }

    /**
     * Task 0 takes twenty steps, task 1 one, none of which race. That the one comes last has a chance of 1 to 2^20 in a
     * walk, and of 1 to 21 where priorities are kept.
     */
    @Test
    void posKeepsThePriorityOfAStepThatNothingRacesWith() {
        assertThat(runsInWhichTaskOneIsLast(new RandomWalk(3), 0, 1)).isZero();
        assertThat(runsInWhichTaskOneIsLast(new Pos(3), 0, 1)).isBetween(50, 200);
    }

    /** When they all race, it draws anew each time, and is a walk again. */
    @Test
    void posDrawsAnewForStepsThatRace() {
        assertThat(runsInWhichTaskOneIsLast(new Pos(3), 7, 7)).isZero();
    }

    private static int runsInWhichTaskOneIsLast(Scheduler policy, int objectOfZero, int objectOfOne) {
        int count = 0;
        for (int run = 0; run < 2000; run++) {
            int[] pending = new int[32];
            pending[1] = Step.of(StepKind.COPY, objectOfOne);
            policy.begin(2);
            int steps = 0;
            do {
                pending[0] = Step.of(steps % 2 == 0 ? StepKind.COPY : StepKind.ZERO, objectOfZero);
            } while (policy.next(0b11, -1, pending) == 0 && ++steps < 20);
            policy.end();
            count += steps == 20 ? 1 : 0;
        }
        return count;
    }

    /**
     * Task 0 has one step, task 1 nine, all on one object: ten interleavings. Once it knows that, SURW takes each as
     * often, while a walk is nearly always done with task 0 in the first steps.
     */
    @Test
    void surwTakesAllInterleavingsOfOneObjectAsOften() {
        assertThat(Arrays.stream(runsByPlaceOfTheOneStep(new Surw(5))).boxed())
                .allSatisfy(runs -> assertThat(runs).isBetween(150, 250));
        int[] walk = runsByPlaceOfTheOneStep(new RandomWalk(5));
        assertThat(walk[0]).isGreaterThan(900);
        assertThat(walk[8]).isLessThan(20);
    }

    private static int[] runsByPlaceOfTheOneStep(Scheduler policy) {
        int[] runs = new int[10];
        policy.begin(2);
        placeOfTheOneStep(policy);
        for (int run = 0; run < 2000; run++) {
            policy.begin(2);
            runs[placeOfTheOneStep(policy)]++;
        }
        return runs;
    }

    private static int placeOfTheOneStep(Scheduler policy) {
        int[] pending = new int[32];
        Arrays.fill(pending, Step.of(StepKind.COPY, 7));
        int place = 0;
        while (place < 9 && policy.next(0b11, -1, pending) == 1) {
            policy.granted(1, pending[1]);
            place++;
        }
        policy.granted(0, pending[0]);
        for (int rest = place; rest < 9; rest++) {
            policy.granted(1, pending[1]);
        }
        policy.end();
        return place;
    }

    @Test
    void aPortfolioTakesItsPoliciesInTurn() {
        Portfolio portfolio = new Portfolio(List.of(new Always(0), new Always(1), new Always(2)));

        StringBuilder picks = new StringBuilder();
        for (int run = 0; run < 6; run++) {
            portfolio.begin(3);
            picks.append(portfolio.next(7, -1, new int[32]));
            portfolio.end();
        }

        assertThat(picks).hasToString("012012");
    }

    private static String walk(Scheduler policy) {
        StringBuilder walk = new StringBuilder();
        policy.begin(4);
        for (int i = 0; i < 100; i++) {
            walk.append(policy.next(15, -1, new int[32])).append(policy.choose(0, 3));
        }
        policy.end();
        return walk.toString();
    }

    private record Always(int task) implements Scheduler {
        @Override
        public void begin(int tasks) {}

        @Override
        public int next(int enabled, int current, int[] pendingSteps) {
            return task;
        }

        @Override
        public int choose(int otherTask, int bound) {
            return 0;
        }
    }
}
