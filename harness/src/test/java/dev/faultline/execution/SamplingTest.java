package dev.faultline.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.execution.Tiny.Lock;
import dev.faultline.schedule.Guided;
import dev.faultline.schedule.Pct;
import dev.faultline.schedule.Portfolio;
import dev.faultline.schedule.Pos;
import dev.faultline.schedule.RandomWalk;
import dev.faultline.schedule.Scheduler;
import dev.faultline.schedule.Surw;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the policies that sample do with programs that run, loop and wait. */
class SamplingTest {
    private static final int LEVELS = 8;
    private static final int RUNS_MAX = 6_000;

    private final Tiny program = Tiny.program().bounds(50, 500);
    private final Conductor conductor = program.open(Backend.best());
    private final Lock lock = program.lock("L");

    static Stream<Scheduler> policies() {
        return Stream.of(
                new RandomWalk(1), new Pos(1), new Pct(3, 1), new Surw(1), new Guided(1), Portfolio.standard(1));
    }

    @AfterEach
    void close() {
        conductor.close();
    }

    /** Two tasks spin for a lock that a third holds. However stubborn a policy is, in the end everybody gets a turn. */
    @ParameterizedTest
    @MethodSource("policies")
    void noPolicyStarvesALoopThatOthersCanEnd(Scheduler policy) {
        Tiny.Code spin = s -> {
            while (!s.tryLock(lock)) {
                s.step();
            }
            s.unlock(lock);
        };
        program.task(s -> s.lock(lock).steps(20).unlock(lock)).task(spin, spin).task(spin);

        for (int run = 0; run < 500; run++) {
            assertThat(program.again(policy, Endings.NO_OBSERVER).ending()).isEqualTo(new Ending.Completed());
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void everyPolicySeesALoopThatNobodyEnds(Scheduler policy) {
        program.task(s -> s.steps(5)).task(s -> {
            while (true) {
                s.step();
            }
        });

        for (int run = 0; run < 20; run++) {
            assertThat(program.again(policy, Endings.NO_OBSERVER).ending()).isInstanceOf(Ending.Livelocked.class);
        }
    }

    /**
     * Task 1 gets one level further each time when it looks while task 0 has a flag up, and must do so at every level of
     * the same run. Guidance climbs there from level to level; a walk has to be lucky at all of them at once.
     */
    @Test
    void guidanceReachesInStridesWhatAWalkMustReachInOneLeap() {
        for (int seed = 1; seed <= 5; seed++) {
            assertThat(runsToTheTop(new Guided(seed))).isLessThan(RUNS_MAX);
            assertThat(runsToTheTop(new RandomWalk(seed))).isEqualTo(RUNS_MAX);
        }
    }

    /** Task 0 has one step, and must take it when task 1 is nearly through: that it is nearly always alone by then is no obstacle. */
    @Test
    void surwKnowsHowMuchATaskHasToDoThatIsMostlyAlone() {
        assertThat(runsThatMeetLate(new Surw(3))).isBetween(10, 60);
        assertThat(runsThatMeetLate(new RandomWalk(3))).isZero();
    }

    private static int runsThatMeetLate(Scheduler policy) {
        int[] met = new int[1];
        Tiny late = Tiny.program();
        late.task(s -> s.write(0, 1)).task(s -> {
            s.steps(40);
            met[0] += s.read(0) == 0 && s.read(0) == 1 ? 1 : 0;
        });
        Conductor open = late.open(Backend.best());
        for (int run = 0; run < 1_000; run++) {
            late.again(policy, Endings.NO_OBSERVER);
        }
        open.close();
        return met[0];
    }

    private int runsToTheTop(Scheduler policy) {
        Tiny climb = Tiny.program();
        boolean[] top = new boolean[1];
        climb.task(s -> {
            for (int level = 0; level < LEVELS; level++) {
                s.write(level, 1).steps(3).write(level, 0).steps(3);
            }
        });
        climb.task(s -> {
            int level = 0;
            while (level < LEVELS && s.read(level) == 1) {
                level++;
            }
            top[0] = level == LEVELS;
        });
        Conductor open = climb.open(Backend.best());
        try {
            int runs = 0;
            while (!top[0] && runs < RUNS_MAX) {
                climb.again(policy, Endings.NO_OBSERVER);
                runs++;
            }
            return runs;
        } finally {
            open.close();
        }
    }
}
