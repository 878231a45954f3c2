package dev.faultline.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.execution.Tiny.Lock;
import dev.faultline.execution.Tiny.Outcome;
import dev.faultline.schedule.PreemptionBounded;
import dev.faultline.schedule.RandomWalk;
import dev.faultline.schedule.Scheduler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Endless retries are told from ones that a stubborn schedule keeps from ending. */
class LivelockTest {
    private static final String BACKENDS = "dev.faultline.execution.Tiny#backends";

    private final Tiny program = Tiny.program().bounds(50, 500);
    private final Lock lock = program.lock("L");

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void anOperationThatRepeatsItselfForEver(Backend backend) {
        program.task(s -> s.step(), s -> {
            s.step();
            while (true) {
                s.lock(lock).unlock(lock);
            }
        });

        Outcome outcome = program.run(new RandomWalk(1), backend);

        assertThat(outcome.ending()).isEqualTo(new Ending.Livelocked(0, 1, 501, "unlock folio 0, lock folio 0"));
    }

    /**
     * Task 1 spins for a lock whose holder is never scheduled, until turns are taken; then the holder moves on and both
     * return.
     */
    @ParameterizedTest
    @MethodSource(BACKENDS)
    void aSpinThatEndsOnceTheOtherGetsItsTurnIsNone(Backend backend) {
        program.task(s -> s.lock(lock).steps(20).unlock(lock)).task(s -> {
            while (!s.tryLock(lock)) {
                s.step();
            }
        });

        Outcome outcome = program.run(new Starving(), backend);

        assertThat(outcome.ending()).isEqualTo(new Ending.Completed());
        assertThat(outcome.steps()).isGreaterThan(50);
    }

    /** What is decided while turns are taken is no part of the schedule, and a replay finds it again all the same. */
    @ParameterizedTest
    @MethodSource(BACKENDS)
    void turnsAreNotRecordedAndComeBackInAReplay(Backend backend) {
        program.task(s -> s.lock(lock).steps(20)).task(s -> {
            while (!s.tryLock(lock)) {
                s.step();
            }
        });

        Outcome outcome = program.run(new Starving(), backend);

        assertThat(outcome.ending()).isInstanceOf(Ending.Livelocked.class);
        assertThat(outcome.schedule().size()).isLessThan(60);
        assertThat(program.replay(outcome.schedule().toString(), backend)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void aSystematicSearchIsNotCaughtInASpin(Backend backend) {
        program.task(s -> s.lock(lock).unlock(lock)).task(s -> {
            while (!s.tryLock(lock)) {
                s.step();
            }
            s.unlock(lock);
        });
        PreemptionBounded search = new PreemptionBounded(1);

        do {
            assertThat(program.run(search, backend).ending()).isEqualTo(new Ending.Completed());
        } while (search.advance());
    }

    /** Lets task 0 take its lock, and then only task 1 go on. */
    private static final class Starving implements Scheduler {
        private int decisions;

        @Override
        public void begin(int tasks) {
            decisions = 0;
        }

        @Override
        public int next(int enabled, int current, int[] pendingSteps) {
            return decisions++ < 3 ? 0 : 1;
        }

        @Override
        public int choose(int task, int bound) {
            return 0;
        }
    }
}
