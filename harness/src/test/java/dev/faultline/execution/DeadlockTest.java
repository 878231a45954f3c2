package dev.faultline.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.execution.Tiny.Lock;
import dev.faultline.execution.Tiny.Outcome;
import dev.faultline.hardware.Waitable;
import dev.faultline.schedule.PreemptionBounded;
import dev.faultline.schedule.RandomWalk;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shapes of deadlock, each found at the moment it closes and told by who waits for what. */
class DeadlockTest {
    private static final Backend BACKEND = Backend.best();

    private final Tiny program = Tiny.program();
    private final Lock one = program.lock("lock one");
    private final Lock two = program.lock("lock two");
    private final Lock three = program.lock("lock three");

    @Test
    void aTaskThatWaitsForItself() {
        program.task(s -> s.step(), s -> s.lock(one).lock(one));

        assertThat(program.replay("", BACKEND).ending())
                .isEqualTo(new Ending.Deadlocked(
                        List.of(new Wait(0, 1, "lock one", "lock folio 0", List.of(0), "lock one", 5, List.of(4))),
                        true));
    }

    @Test
    void twoTasksInOppositeOrder() {
        program.task(s -> s.lock(one).lock(two)).task(s -> s.lock(two).lock(one));

        Outcome outcome = program.replay("""
                task 0 x2
                task 1! x3
                """, BACKEND);

        assertThat(outcome.ending())
                .isEqualTo(new Ending.Deadlocked(
                        List.of(
                                new Wait(0, 0, "lock two", "lock folio 1", List.of(1), "lock one", 6, List.of(4)),
                                new Wait(1, 0, "lock one", "lock folio 0", List.of(0), "lock two", 5, List.of(2))),
                        true));
    }

    @Test
    void threeTasksInACircleWhileAFourthCouldGoOn() {
        program.task(s -> s.lock(one).lock(two).unlock(two).unlock(one))
                .task(s -> s.lock(two).lock(three).unlock(three).unlock(two))
                .task(s -> s.lock(three).lock(one).unlock(one).unlock(three))
                .task(s -> s.steps(100));

        Ending.Deadlocked deadlock = firstDeadlock();

        assertThat(deadlock.cycle()).isTrue();
        assertThat(deadlock.waits()).hasSize(3).extracting(Wait::task).containsExactlyInAnyOrder(0, 1, 2);
        for (int i = 0; i < 3; i++) {
            assertThat(deadlock.waits().get(i).holders())
                    .containsExactly(deadlock.waits().get((i + 1) % 3).task());
        }
    }

    /** The second shared lock of task 0 waits behind the writer, which waits for the first: the mmap lock's classic. */
    @Test
    void aFairLockTakenSharedTwice() {
        FairLock fair = new FairLock();
        program.task(s -> fair.shared(s, () -> fair.shared(s, s::step))).task(s -> fair.exclusive(s));

        Ending.Deadlocked deadlock = firstDeadlock();

        assertThat(deadlock.cycle()).isTrue();
        assertThat(deadlock.waits()).extracting(Wait::task).containsExactly(0, 1);
        assertThat(deadlock.waits()).extracting(Wait::waitsFor).containsOnly("fair lock");
    }

    @Test
    void aWakeUpThatNobodyWillSend() {
        program.task(s -> s.await(new Never())).task(s -> s.steps(3));

        Ending.Deadlocked deadlock = firstDeadlock();

        assertThat(deadlock.cycle()).isFalse();
        assertThat(deadlock.waits())
                .containsExactly(new Wait(0, 0, "a wake-up", "yield task 0", List.of(), "", 2, List.of()));
    }

    /** No cycle: the holder has finished. The wait names it all the same. */
    @Test
    void aLockThatItsHolderTookToTheGrave() {
        program.task(s -> s.lock(one)).task(s -> s.lock(one));

        Ending.Deadlocked deadlock = firstDeadlock();

        assertThat(deadlock.cycle()).isFalse();
        assertThat(deadlock.waits()).singleElement().satisfies(wait -> {
            assertThat(wait.task()).isEqualTo(1);
            assertThat(wait.holders()).containsExactly(0);
        });
    }

    @Test
    void waitingForTheDiskIsNone() {
        program.task(s -> s.submit(3).awaitDisk());

        assertThat(program.run(new RandomWalk(1), BACKEND).ending()).isEqualTo(new Ending.Completed());
    }

    /** The deadlock met first in a systematic search. */
    private Ending.Deadlocked firstDeadlock() {
        PreemptionBounded search = new PreemptionBounded(3);
        do {
            if (program.run(search, BACKEND).ending() instanceof Ending.Deadlocked deadlock) {
                return deadlock;
            }
        } while (search.advance());
        throw new AssertionError("no deadlock");
    }

    private static final class Never implements Waitable {
        @Override
        public boolean ready(int task) {
            return false;
        }

        @Override
        public int holders(int task) {
            return 0;
        }

        @Override
        public String describe() {
            return "a wake-up";
        }
    }

    /** Readers that come after a waiting writer wait behind it. */
    private static final class FairLock implements Waitable {
        private int readers;
        private int waitingWriter;

        void shared(Tiny.Steps s, Runnable body) {
            s.step();
            if (!ready(s.task())) {
                s.await(this);
            }
            readers |= 1 << s.task();
            body.run();
            s.step();
            readers &= ~(1 << s.task());
        }

        void exclusive(Tiny.Steps s) {
            s.step();
            waitingWriter = 1 << s.task();
            if (readers != 0) {
                s.await(this);
            }
            waitingWriter = 0;
        }

        @Override
        public boolean ready(int task) {
            return waitingWriter == 1 << task ? readers == 0 : waitingWriter == 0;
        }

        @Override
        public int holders(int task) {
            return waitingWriter == 1 << task ? readers : waitingWriter;
        }

        @Override
        public String describe() {
            return "fair lock";
        }
    }
}
