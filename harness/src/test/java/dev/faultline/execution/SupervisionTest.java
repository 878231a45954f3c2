package dev.faultline.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.schedule.RandomWalk;
import dev.faultline.schedule.Replay;
import dev.faultline.schedule.Schedule;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A task that takes no step any more ends in a verdict with its stack, and others go on elsewhere. */
class SupervisionTest {
    private static final String BACKENDS = "dev.faultline.execution.Tiny#backends";
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration LATE = Duration.ofMinutes(5);

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void anEndlessLoop(Backend backend) {
        AtomicBoolean endless = new AtomicBoolean(true);
        Tiny program = Tiny.program().task(s -> s.steps(3), s -> {
            s.step();
            loopWhile(endless);
        });

        Ending ending = supervised(program, backend, SOON);
        endless.set(false);

        assertThat(ending).isInstanceOfSatisfying(Ending.Stuck.class, stuck -> {
            assertThat(stuck.task()).isZero();
            assertThat(stuck.operation()).isEqualTo(1);
            assertThat(stuck.stack()).isNotEmpty();
        });
    }

    /** The semaphore is the candidate's own: the machine knows nothing of it. */
    @ParameterizedTest
    @MethodSource(BACKENDS)
    void aWaitForSomethingThatIsNotTheMachines(Backend backend) {
        Semaphore semaphore = new Semaphore(1);
        Tiny.Code enter = s -> {
            semaphore.acquireUninterruptibly();
            s.step();
            semaphore.release();
        };
        Tiny program = Tiny.program().task(enter).task(enter);
        Conductor conductor = program.open(backend);
        Replay replay = new Replay(Schedule.parse("task 0 x1\ntask 1! x1"));

        Ending ending = new Supervision(conductor, SOON)
                .call(() -> conductor.run(2, replay, new Observer() {}), stuck -> stuck);
        semaphore.release();

        assertThat(ending).isInstanceOfSatisfying(Ending.Stuck.class, stuck -> {
            assertThat(stuck.task()).isEqualTo(1);
            assertThat(stuck.stack())
                    .extracting(StackTraceElement::getClassName)
                    .contains("java.util.concurrent.Semaphore");
        });
        assertThat(conductor.schedule()).hasToString("task 0 x1\ntask 1! x1\n");
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void manyRunsUnderOneSupervision(Backend backend) {
        Tiny program = Tiny.program().task(s -> s.steps(3)).task(s -> s.steps(3));
        Conductor conductor = program.open(backend);
        RandomWalk walk = new RandomWalk(1);

        int completed = new Supervision(conductor, LATE)
                .call(
                        () -> {
                            int count = 0;
                            for (int i = 0; i < 100; i++) {
                                count += conductor.run(2, walk, new Observer() {}) instanceof Ending.Completed ? 1 : 0;
                            }
                            return count;
                        },
                        stuck -> -1);
        conductor.close();

        assertThat(completed).isEqualTo(100);
    }

    /** Between runs there is no step either, and nothing wrong with that. */
    @ParameterizedTest
    @MethodSource(BACKENDS)
    void timeSpentBetweenRunsDoesNotCount(Backend backend) {
        Conductor conductor = Tiny.program().task(s -> s.step()).open(backend);

        String result = new Supervision(conductor, Duration.ofMillis(20))
                .call(
                        () -> {
                            new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
                            return "slow";
                        },
                        stuck -> "stuck");

        assertThat(result).isEqualTo("slow");
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void whatTheWorkThrowsIsThrown(Backend backend) {
        Supervision supervision = new Supervision(Tiny.program().open(backend), LATE);

        assertThatThrownBy(() -> supervision.call(
                        () -> {
                            throw new IllegalArgumentException("no such file");
                        },
                        stuck -> ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> supervision.call(
                        () -> {
                            throw new IOException("no such file");
                        },
                        stuck -> ""))
                .hasCauseInstanceOf(IOException.class);
    }

    private static Ending supervised(Tiny program, Backend backend, Duration stuckAfter) {
        Conductor conductor = program.open(backend);
        return new Supervision(conductor, stuckAfter)
                .call(() -> conductor.run(1, new RandomWalk(1), new Observer() {}), stuck -> stuck);
    }

    private static void loopWhile(AtomicBoolean condition) {
        while (condition.get()) {
            Thread.onSpinWait();
        }
    }
}
