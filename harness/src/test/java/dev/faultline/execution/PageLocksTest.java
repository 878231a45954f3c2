package dev.faultline.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.schedule.Exhaustive;
import dev.faultline.schedule.Portfolio;
import dev.faultline.schedule.RandomWalk;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Faultline is held against other tools with (see docs/benchmarks.md) is what it is said to be. */
class PageLocksTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7})
    void theBrokenOneDeadlocksSoon(long seed) {
        try (PageLocks broken = new PageLocks(false, Backend.best())) {
            Portfolio portfolio = Portfolio.standard(seed);
            int executions = 1;
            Ending ending = broken.run(portfolio);
            while (ending instanceof Ending.Completed) {
                ending = broken.run(portfolio);
                executions++;
            }

            assertThat(ending).isInstanceOfSatisfying(Ending.Deadlocked.class, deadlock -> {
                assertThat(deadlock.cycle()).isTrue();
                assertThat(deadlock.waits()).hasSize(2).allSatisfy(wait -> {
                    assertThat(wait.holds()).startsWith("the lock of page ");
                    assertThat(wait.waitsFor()).startsWith("the lock of page ").isNotEqualTo(wait.holds());
                    assertThat(wait.holders()).isEqualTo(List.of(1 - wait.task()));
                });
            });
            assertThat(executions).isLessThan(100);
        }
    }

    /**
     * Of three pages any two writes have one in common, and hold its lock to their end, so that of the writes of two
     * tasks one comes wholly after the other where it counts: there is a trace for each way to mix three writes with
     * three, 6! / (3! 3!).
     */
    @Test
    void theOrderedOneIsProven() {
        try (PageLocks ordered = new PageLocks(true, Backend.best())) {
            Exhaustive search = new Exhaustive();
            do {
                assertThat(ordered.run(search)).isInstanceOfAny(Ending.Completed.class, Ending.Stopped.class);
            } while (search.advance());

            assertThat(search.isComplete()).isTrue();
            assertThat(search.traces()).isEqualTo(20);
        }
    }

    /** Its beginning, two locks, a load and a store. */
    @ParameterizedTest
    @EnumSource(Backend.class)
    void aWriteIsFiveSteps(Backend backend) {
        if (backend.isAvailable()) {
            try (PageLocks ordered = new PageLocks(true, backend)) {
                assertThat(ordered.run(new RandomWalk(1))).isEqualTo(Endings.COMPLETED);
                assertThat(ordered.steps()).isEqualTo(2 * 3 * 5);
            }
        }
    }
}
