package dev.faultline.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.execution.Tiny.Outcome;
import dev.faultline.hardware.Step;
import dev.faultline.schedule.RandomWalk;
import dev.faultline.schedule.Replay;
import dev.faultline.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One run of a hand-made program, on each kind of coroutine that this JVM has. */
class ConductorTest {
    private static final String BACKENDS = "dev.faultline.execution.Tiny#backends";

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void aloneThereIsNothingToDecide(Backend backend) {
        Outcome outcome = Tiny.program().task(s -> s.steps(2), s -> s.step()).run(new RandomWalk(1), backend);

        assertThat(outcome.ending()).isEqualTo(new Ending.Completed());
        assertThat(outcome.schedule().size()).isZero();
        assertThat(outcome.log()).isEqualTo("""
                        1 task 0: operation 0
                        2 task 0: yield task 0
                        3 task 0: yield task 0
                        3 task 0: returns 0
                        4 task 0: operation 1
                        5 task 0: yield task 0
                        5 task 0: returns 0
                        """);
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void twoTasksTakeTurnsAsTheScheduleSays(Backend backend) {
        Outcome outcome =
                Tiny.program().task(s -> s.steps(2)).task(s -> s.steps(1)).replay("""
                        task 0 x2
                        task 1! x1
                        task 0! x1
                        """, backend);

        assertThat(outcome.log()).isEqualTo("""
                        1 task 0: operation 0
                        2 task 0: yield task 0
                        3 task 1: operation 0
                        4 task 0: yield task 0
                        4 task 0: returns 0
                        5 task 1: yield task 1
                        5 task 1: returns 0
                        """);
        assertThat(outcome.schedule().preemptions()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void aTaskThatWaitsGoesOnOnceWhatItWaitsForIsReady(Backend backend) {
        Tiny program = Tiny.program();
        Tiny.Lock lock = program.lock("L");
        program.task(s -> s.lock(lock).step().unlock(lock))
                .task(s -> s.lock(lock).unlock(lock));

        Outcome outcome = program.replay("""
                task 0 x2
                task 1! x2
                """, backend);

        assertThat(outcome.ending()).isEqualTo(new Ending.Completed());
        assertThat(outcome.log()).contains("4 task 1: waits for L\n5 task 0: yield task 0\n6 task 0: unlock folio 0");
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void theDiskRunsWhenItIsPickedAndTheRunEndsWhenItIsIdle(Backend backend) {
        Tiny program = Tiny.program()
                .task(s -> s.submit(2).step())
                .task(s -> s.submit(2).awaitDisk());

        Outcome outcome = program.replay("""
                task 0 x2
                disk! x1
                task 0 x1
                task 1 x3
                """, backend);

        assertThat(outcome.ending()).isEqualTo(new Ending.Completed());
        assertThat(outcome.log()).contains("3 disk: disk io folio 2").endsWith("task 1: returns 0\n");
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void chanceIsAskedForAndKept(Backend backend) {
        List<Integer> chosen = new ArrayList<>();
        Tiny program = Tiny.program().task(s -> {
            chosen.add(s.choose(3));
            chosen.add(s.choose(1));
        });

        Outcome outcome = program.replay("choose 2/3 x1", backend);

        assertThat(chosen).containsExactly(2, 0);
        assertThat(outcome.schedule()).hasToString("choose 2/3 x1\n");
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void aSpawnedTaskBeginsLaterAndOneThatNeverIsDoesNotHoldUpTheEnd(Backend backend) {
        Tiny program =
                Tiny.program().task(s -> s.spawn(1)).sleepingTask(s -> s.step()).sleepingTask(s -> s.step());

        Outcome outcome = program.run(new RandomWalk(1), backend);

        assertThat(outcome.ending()).isEqualTo(new Ending.Completed());
        assertThat(outcome.log()).contains("task 1: yield task 1").doesNotContain("task 2");
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void anExceptionOutOfAnOperationIsItsEnd(Backend backend) {
        RuntimeException mistake = new IllegalArgumentException("offset 9");
        Tiny program = Tiny.program().task(s -> s.step(), s -> {
            s.step();
            throw mistake;
        });

        assertThat(program.run(new RandomWalk(1), backend).ending()).isEqualTo(new Ending.Crashed(0, 1, mistake));
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void theObserverEndsARunInTheMiddle(Backend backend) {
        Tiny program = Tiny.program().task(s -> s.steps(9)).task(s -> s.steps(9));

        Outcome outcome = program.run(new RandomWalk(1), backend, new Observer() {
            private int seen;

            @Override
            public void granted(int task, int step, int time) {
                seen++;
            }

            @Override
            public boolean violated() {
                return seen == 5;
            }
        });

        assertThat(outcome.ending()).isEqualTo(new Ending.Violated());
        assertThat(outcome.steps()).isEqualTo(5);
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void theObserverHearsEverythingInOrder(Backend backend) {
        List<String> heard = new ArrayList<>();
        Tiny.program().task(s -> s.step()).run(new RandomWalk(1), backend, new Observer() {
            @Override
            public void granted(int task, int step, int time) {
                heard.add(time + " " + Step.kind(step));
            }

            @Override
            public void operationBegins(int task, int index, int time) {
                heard.add("begins at " + time);
            }

            @Override
            public void returnedToUser(int task) {
                heard.add("in user mode");
            }

            @Override
            public void operationEnds(int task, int index, int result, int time) {
                heard.add("ends at " + time);
            }

            @Override
            public void atRest(int time) {
                heard.add("at rest at " + time);
            }
        });

        assertThat(heard)
                .containsExactly(
                        "1 BEGIN_OPERATION", "begins at 1", "2 YIELD", "in user mode", "ends at 2", "at rest at 2");
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void whoSwallowsTheEndIsToldAgainAndThenLeftBehind(Backend backend) {
        List<String> swallowed = new ArrayList<>();
        Tiny program = Tiny.program().task(s -> s.steps(3)).task(s -> {
            while (true) {
                try {
                    s.step();
                } catch (Throwable e) {
                    swallowed.add(e.getMessage());
                }
            }
        });
        Observer impatient = new Observer() {
            private int seen;

            @Override
            public void granted(int task, int step, int time) {
                seen = time;
            }

            @Override
            public boolean violated() {
                return seen > 20;
            }
        };
        Conductor conductor = program.open(backend);

        Outcome first = program.again(new RandomWalk(1), impatient);
        Outcome second = program.again(new RandomWalk(1), impatient);
        conductor.close();

        assertThat(first.ending()).isEqualTo(new Ending.Violated());
        assertThat(second).isEqualTo(first);
        assertThat(swallowed).hasSizeGreaterThan(1000).containsOnly("this execution has ended");
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void coroutinesLiveOnFromOneRunToTheNext(Backend backend) {
        Tiny program = Tiny.program();
        Tiny.Lock lock = program.lock("L");
        program.task(s -> s.lock(lock).unlock(lock), s -> s.step())
                .task(s -> s.lock(lock).unlock(lock).steps(2))
                .task(s -> s.lock(lock).unlock(lock), s -> s.step());
        RandomWalk walk = new RandomWalk(7);
        Conductor conductor = program.open(backend);

        for (int i = 0; i < 200; i++) {
            Outcome outcome = program.again(walk, new Observer() {});
            assertThat(outcome.ending()).isEqualTo(new Ending.Completed());
            assertThat(program.replay(outcome.schedule().toString(), backend).fingerprint())
                    .isEqualTo(outcome.fingerprint());
            program.reopen(conductor);
        }
        conductor.close();
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void aReplayThatMeetsSomethingElseStops(Backend backend) {
        Tiny program = Tiny.program().task(s -> s.step()).task(s -> s.step());
        Replay replay = new Replay(Schedule.parse("task 0 x1\ntask 2! x1"));

        Outcome outcome = program.run(replay, backend);

        assertThat(outcome.ending()).isEqualTo(new Ending.Stopped());
        assertThat(replay.divergence()).hasToString("decision 2: expected task 2!, found a pick among task 0, task 1");
    }
}
