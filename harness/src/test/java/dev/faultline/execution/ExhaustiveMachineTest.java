package dev.faultline.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.SampleStrategies;
import dev.faultline.generate.Profile;
import dev.faultline.generate.Scenarios;
import dev.faultline.law.Laws;
import dev.faultline.law.Violation;
import dev.faultline.scenario.Scenario;
import dev.faultline.schedule.Exhaustive;
import dev.faultline.schedule.RandomWalk;
import dev.faultline.schedule.Replay;
import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.Guarantee;
import dev.faultline.strategy.BounceBuffer;
import dev.faultline.strategy.Direct;
import dev.faultline.strategy.FreeBsd;
import dev.faultline.strategy.Linux2624WriteBegin;
import dev.faultline.strategy.Linux6;
import dev.faultline.strategy.PageFlip;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * On the machine {@link Exhaustive} comes to every final state and every broken law that there is.
 */
class ExhaustiveMachineTest {
    private static final int RUNS_MAX = Integer.getInteger("faultline.test.runs", 2000);
    private static final int WALKS =
            Integer.getInteger("faultline.test.walks", Backend.CONTINUATIONS.isAvailable() ? 500 : 200);
    private static final int SCENARIOS =
            Integer.getInteger("faultline.test.scenarios", Backend.CONTINUATIONS.isAvailable() ? 40 : 12);

    private static final int PROGRAMS = Integer.getInteger("faultline.test.programs", 200);
    private static final int INTERLEAVINGS_MAX =
            Integer.getInteger("faultline.test.interleavings", Backend.CONTINUATIONS.isAvailable() ? 10_000 : 300);
    private static final Set<String> LAWS =
            Set.of(Violation.DEADLOCK, Violation.BYTE_RULE, Violation.RESULT, Violation.SLEEP_IN_ATOMIC);

    private int compared;
    private int outcomes;
    private int alike;
    private int broken;
    private long interleavings;
    private long traces;
    private long redundant;

    private static CopyStrategy strategy(String name) {
        return switch (name) {
            case "linux-6" -> new Linux6();
            case "bounce-buffer" -> new BounceBuffer();
            default -> new Linux2624WriteBegin();
        };
    }

    /**
     * Running every interleaving is out of reach but for the least of these, so the search is held against many random
     * walks: what one of them meets, the search has met.
     */
    @ParameterizedTest
    @ValueSource(strings = {"linux-6", "linux-2.6.24", "bounce-buffer"})
    void missesNothingThatRandomWalksMeet(String name) {
        int compared = 0;
        int outcomes = 0;
        Scenarios scenarios = new Scenarios(11, Profile.small());
        try (Execution execution = new Execution(strategy(name), Backend.best())) {
            for (int i = 0; i < SCENARIOS; i++) {
                Scenario scenario = scenarios.get(i);
                Exhaustive search = new Exhaustive();
                Findings found = new Findings(
                        execution, strategy(name), Program.of(scenario), search, search::advance, RUNS_MAX);
                if (search.isComplete()) {
                    RandomWalk walk = new RandomWalk(i);
                    Findings met =
                            new Findings(execution, strategy(name), Program.of(scenario), walk, () -> true, WALKS);
                    assertThat(found.seen).as("%s", scenario).containsAll(met.seen);
                    compared++;
                    outcomes += found.seen.size();
                }
            }
        }
        assertThat(compared).isGreaterThan(SCENARIOS / 2);
        assertThat(outcomes).isGreaterThan(compared);
    }

    /**
     * The search lets nobody ask for a lock in vain, and other runs do. Still the schedule of each of its runs replays
     * without it, step by step, deadlocks included.
     */
    @Test
    void schedulesReplayWithoutTheSearch() {
        SmallPrograms programs = new SmallPrograms(2);
        try (Execution execution = new Execution(new Linux6(), Backend.best())) {
            for (int i = 0; i < SCENARIOS; i++) {
                replayAll(execution, programs.next());
            }
        }
        Scenario inversion = Scenario.parse("""
                machine page 2
                file F 2: cold
                file G 2: cold
                process A
                  a = shared F page 0, 1 page, rw
                  b = shared G page 0, 1 page, rw
                task T1 in A
                  write(F@0, b+0:1)
                task T2 in A
                  write(G@0, a+0:1)
                """);
        try (Execution execution = new Execution(exhibit("own-mappings-guarded"), Backend.best())) {
            assertThat(replayAll(execution, inversion)).contains("Deadlocked", "Completed");
        }
    }

    private static Set<String> replayAll(Execution execution, Scenario scenario) {
        Set<String> endings = new TreeSet<>();
        Program program = Program.of(scenario);
        Exhaustive search = new Exhaustive();
        do {
            Ending ending = execution.run(program, search, new Laws(Guarantee.BYTE));
            if (!(ending instanceof Ending.Stopped)) {
                long fingerprint = execution.fingerprint();
                Replay replay = new Replay(execution.schedule());
                Ending again = execution.run(program, replay, new Laws(Guarantee.BYTE));
                assertThat(replay.divergence()).as("%s", scenario).isNull();
                assertThat(again).isEqualTo(ending);
                assertThat(execution.fingerprint()).isEqualTo(fingerprint);
                endings.add(ending.getClass().getSimpleName());
            }
        } while (search.advance() && search.traces() < RUNS_MAX);
        return endings;
    }

    /** Of small programs every interleaving is run, and the search comes to exactly what they come to. */
    @Test
    void likeEveryInterleavingOfSmallPrograms() {
        List<CopyStrategy> strategies = List.of(
                new Linux6(),
                new Linux2624WriteBegin(),
                new BounceBuffer(),
                new FreeBsd(),
                new PageFlip(),
                new Direct(),
                exhibit("linux-2.4"),
                exhibit("destructive-prefault"),
                exhibit("size-before-data"),
                exhibit("folio-used-after-put"));
        SmallPrograms programs = new SmallPrograms(2);
        for (CopyStrategy strategy : strategies) {
            try (Execution execution = new Execution(strategy, Backend.best())) {
                int before = compared;
                while (compared - before < PROGRAMS / strategies.size() + 1) {
                    Program program = Program.of(programs.next());
                    if (interleavings(execution, program) <= INTERLEAVINGS_MAX) {
                        compare(execution, strategy, program);
                    }
                }
            }
        }
        System.out.printf(
                "%d programs: %d interleavings, %d traces and %d redundant runs, %d outcomes, %d programs with a broken law%n",
                compared, interleavings, traces, redundant, outcomes, broken);
        assertThat(outcomes).isGreaterThan(5 * compared / 4);
        assertThat(broken).isPositive();
    }

    /** Of programs in which nothing depends on the order of steps only some are compared. */
    private void compare(Execution execution, CopyStrategy strategy, Program program) {
        Exhaustive search = new Exhaustive();
        Findings found = new Findings(execution, strategy, program, search, search::advance, 4 * INTERLEAVINGS_MAX);
        if (search.traces() == 1 || found.seen.size() == 1 && alike++ % 8 != 0) {
            return;
        }
        EveryInterleaving every = new EveryInterleaving();
        Findings naive = new Findings(execution, strategy, program, every, every::advance, 4 * INTERLEAVINGS_MAX);
        if (naive.runs == 4 * INTERLEAVINGS_MAX) {
            return;
        }
        assertThat(search.isComplete()).isTrue();
        assertThat(found.seen).as("%s, %s", strategy.name(), program.scenario()).isEqualTo(naive.seen);
        compared++;
        interleavings += naive.runs;
        traces += search.traces();
        redundant += search.redundant();
        outcomes += naive.seen.size();
        broken += naive.seen.stream().anyMatch(LAWS::contains) ? 1 : 0;
    }

    /** About how many there are: as many as there are ways to mix the steps that each task takes when they run in turn. */
    private static double interleavings(Execution execution, Program program) {
        Recording run = new Recording(new EveryInterleaving(), new Laws(Guarantee.BYTE), 0);
        execution.run(program, run, run);
        int[] steps = new int[32];
        double count = 1;
        for (int i = 0; i < run.steps.size(); i++) {
            count *= (i + 1.0) / ++steps[run.steps.get(i).task];
        }
        return count;
    }

    private static CopyStrategy exhibit(String name) {
        return SampleStrategies.exhibit(name);
    }
}
