package dev.faultline.execution;

import static dev.faultline.SampleStrategies.exhibit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.Culprit;
import dev.faultline.EndlessLoop;
import dev.faultline.Programs;
import dev.faultline.SampleStrategies;
import dev.faultline.hardware.Cell;
import dev.faultline.kernel.Machine;
import dev.faultline.scenario.Scenario;
import dev.faultline.schedule.RandomWalk;
import dev.faultline.schedule.Replay;
import dev.faultline.schedule.Schedule;
import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;
import dev.faultline.strategy.Linux6;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scenarios on the whole machine, with real strategies and very bad ones. */
@ExtendWith(EndlessLoop.class)
class ExecutionTest {
    private static final String BACKENDS = "dev.faultline.execution.Tiny#backends";

    /** The file's page is the source too: writing it means to copy it onto itself. */
    private static final String SELF_WRITE =
            Programs.program("F 8: cold", "a = shared F page 0, 1 page, rw", "write(F@0, a+0:8)");

    private static final String TWO_WRITERS =
            Programs.program("F 8: warm", "a = anonymous 1 page, rw, filled", "write(F@0, a+0:4)", "write(F@4, a+4:4)");

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void theDeadlockOf2002(Backend backend) {
        try (Execution execution = new Execution(exhibit("linux-2.4"), backend)) {
            Ending ending = execution.run(program(SELF_WRITE), new RandomWalk(1), new Recording());

            assertThat(ending).isInstanceOfSatisfying(Ending.Deadlocked.class, deadlock -> {
                assertThat(deadlock.cycle()).isTrue();
                assertThat(deadlock.waits()).singleElement().satisfies(wait -> {
                    assertThat(wait.waitsFor()).isEqualTo("the lock of folio F:0");
                    assertThat(wait.holders()).containsExactly(0);
                    assertThat(wait.holds()).contains("the lock of folio F:0");
                });
            });
            assertThat(execution.preemptions()).isZero();
            assertThat(execution.log().toString()).startsWith("1 task 0: write(F@0, a+0:8)\n");
        }
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void whatAForkMakesBeginsAfterIt(Backend backend) {
        Program program = program("""
                machine page 8
                process A
                  a = anonymous 1 page, rw, filled
                process B forked
                task T1 in A
                  store(a+0:1)
                  fork(B)
                task T2 in B
                  load(a+0:1)
                """);
        List<String> heard = new ArrayList<>();
        Observer observer = new Observer() {
            @Override
            public void operationEnds(int task, int index, int result, int time) {
                heard.add(program.operation(task, index) + " = " + result);
            }

            @Override
            public void userLoad(int task, int space, int address, int cell) {
                heard.add("process " + space + " sees what task 0 stored: "
                        + (cell == Cell.of(Cell.Origin.STORE, 0, 0, 0)));
            }
        };

        try (Execution execution = new Execution(new Linux6(), backend)) {
            assertThat(execution.run(program, new RandomWalk(1), observer)).isEqualTo(new Ending.Completed());
        }
        assertThat(heard)
                .containsExactly(
                        "store(a+0:1) = 0",
                        "fork(B) = 1",
                        "process 1 sees what task 0 stored: true",
                        "load(a+0:1) = 0");
    }

    /** Where two tasks share a CPU, one that has disabled preemption keeps the other from running. */
    @ParameterizedTest
    @MethodSource(BACKENDS)
    void aTaskThatDisabledPreemptionKeepsItsCpu(Backend backend) {
        CopyStrategy greedy = Culprit.writing((kernel, file, position, from) -> {
            kernel.cpu().disablePreemption();
            file.size();
            file.size();
            kernel.cpu().enablePreemption();
            return 0;
        });
        List<Integer> order = new ArrayList<>();
        Observer observer = new Observer() {
            private Machine machine;

            @Override
            public void starts(Program unused, Machine started) {
                machine = started;
            }

            @Override
            public void granted(int task, int step, int time) {
                int other = 1 - task;
                assertThat(machine.task(other).preemptionDisabled()).isZero();
                order.add(task);
            }
        };

        try (Execution execution = new Execution(greedy, backend)) {
            Program program = program(TWO_WRITERS.replace("page 8\nfile", "page 8, 1 cpu\nfile"));
            for (int seed = 0; seed < 50; seed++) {
                assertThat(execution.run(program, new RandomWalk(seed), observer))
                        .isEqualTo(new Ending.Completed());
            }
        }
        assertThat(order).contains(0, 1);
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void aStrategyThatThrows(Backend backend) {
        CopyStrategy thrower = Culprit.writing((kernel, file, position, from) -> {
            throw new UnsupportedOperationException("write");
        });

        try (Execution execution = new Execution(thrower, backend)) {
            assertThat(execution.run(program(SELF_WRITE), new RandomWalk(1), new Recording()))
                    .isInstanceOfSatisfying(
                            Ending.Crashed.class,
                            crash -> assertThat(crash.cause()).isInstanceOf(UnsupportedOperationException.class));
        }
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void aStrategyThatCallsItselfForEver(Backend backend) {
        CopyStrategy recursive = new SampleStrategies.Sound() {
            @Override
            public int write(Kernel kernel, Inode file, int position, IoVector from) {
                return position < 0 ? 0 : 1 + write(kernel, file, position, from);
            }
        };

        try (Execution execution = new Execution(recursive, backend)) {
            for (int run = 0; run < 2; run++) {
                assertThat(execution.run(program(SELF_WRITE), new RandomWalk(1), new Recording()))
                        .isInstanceOfSatisfying(
                                Ending.Crashed.class,
                                crash -> assertThat(crash.cause()).isInstanceOf(StackOverflowError.class));
            }
        }
    }

    /** It catches the end of the execution as it catches everything else, and the next execution runs all the same. */
    @ParameterizedTest
    @MethodSource(BACKENDS)
    void aStrategyThatSwallowsEverything(Backend backend) {
        CopyStrategy swallower = Culprit.writing((kernel, file, position, from) -> {
            while (true) {
                try {
                    kernel.cpu().yield();
                } catch (Throwable ignored) {
                    continue;
                }
            }
        });

        try (Execution execution = new Execution(swallower, backend)) {
            for (int run = 0; run < 3; run++) {
                assertThat(execution.run(program(TWO_WRITERS), new RandomWalk(1), new Recording()))
                        .isInstanceOf(Ending.Livelocked.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void aStrategyInAnEndlessLoop(Backend backend) {
        CopyStrategy looper = Culprit.writing((kernel, file, position, from) -> {
            EndlessLoop.enter();
            return 0;
        });
        Execution execution = new Execution(looper, backend);

        Ending ending = execution.run(program(SELF_WRITE), new RandomWalk(1), new Recording(), Duration.ofMillis(300));

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Stuck.class,
                        stuck -> assertThat(stuck.stack())
                                .extracting(StackTraceElement::getMethodName)
                                .contains("write"));
    }

    /**
     * A lock of java.util.concurrent, held while the machine lets another task run: that one waits, and the machine
     * with it.
     */
    @ParameterizedTest
    @MethodSource(BACKENDS)
    void aStrategyWithARealLock(Backend backend) {
        Execution execution = new Execution(new WithReentrantLock(), backend);
        Replay replay = new Replay(Schedule.parse("task 0 x1\ntask 1! x2"));

        Ending ending = execution.run(program(TWO_WRITERS), replay, new Recording(), Duration.ofMillis(300));

        assertThat(ending).isInstanceOfSatisfying(Ending.Stuck.class, stuck -> {
            assertThat(stuck.task()).isEqualTo(1);
            assertThat(stuck.stack())
                    .extracting(StackTraceElement::getClassName)
                    .contains("java.util.concurrent.locks.ReentrantLock");
        });
    }

    /** One machine serves programs of many sizes; what ran on it before must not show. */
    @Test
    void anEarlierRunLeavesNothingBehind() {
        Program self = program(SELF_WRITE);
        Program two = program(TWO_WRITERS);
        try (Execution execution = new Execution(new Linux6(), Backend.best())) {
            String first = log(execution, two, 5);
            log(execution, self, 6);
            log(execution, two, 7);

            assertThat(log(execution, two, 5)).isEqualTo(first);
        }
    }

    private static String log(Execution execution, Program program, long seed) {
        execution.run(program, new RandomWalk(seed), new Recording());
        return execution.log().toString();
    }

    private static Program program(String text) {
        return Program.of(Scenario.parse(text));
    }

    private static final class Recording implements Observer {
        @Override
        public boolean recording() {
            return true;
        }
    }

    private static final class WithReentrantLock extends SampleStrategies.Sound {
        private final ReentrantLock lock = new ReentrantLock();

        @Override
        public int write(Kernel kernel, Inode file, int position, IoVector from) {
            lock.lock();
            try {
                kernel.cpu().yield();
            } finally {
                lock.unlock();
            }
            return 0;
        }
    }
}
