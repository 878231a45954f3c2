package dev.faultline.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.explore.Exploration.Finding;
import dev.faultline.law.Violation;
import dev.faultline.scenario.Scenario;
import dev.faultline.schedule.Schedule;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FrontierTest {
    private static Finding at(long index) {
        Violation violation = new Violation("leak", "t", "e", "a");
        return new Finding(
                index, new Failure(Scenario.parse("machine page 8\n"), new Schedule(), violation, 1, 0), false);
    }

    @Test
    void theLowestIndexWinsWhoeverFindsItWhenever() {
        Frontier frontier = new Frontier(Budget.ofExecutions(1000), Plan.MANY);
        frontier.found(at(7));
        frontier.found(at(3));
        frontier.found(at(5));
        assertThat(frontier.outcome().finding()).isEqualTo(at(3));
    }

    @Test
    void nothingBehindAFindingIsBegun() {
        Frontier frontier = new Frontier(Budget.ofExecutions(1000), Plan.MANY);
        assertThat(frontier.take()).isEqualTo(0);
        frontier.found(at(1));
        assertThat(frontier.take()).isEqualTo(1);
        assertThat(frontier.take()).isNegative();
    }

    @Test
    void aBudgetOfExecutionsIsMetExactly() {
        Frontier frontier = new Frontier(Budget.ofExecutions(19), Plan.MANY);
        int executions = 0;
        for (long index = frontier.take(); index >= 0; index = frontier.take()) {
            executions += frontier.executionsOf(index);
        }
        assertThat(executions).isEqualTo(19);
    }

    @Test
    void laterScenariosAreRunMoreOften() {
        assertThat(Plan.MANY.executionsOf(0)).isEqualTo(1);
        assertThat(Plan.MANY.executionsOf(63)).isEqualTo(1);
        assertThat(Plan.MANY.executionsOf(64)).isEqualTo(2);
        assertThat(Plan.MANY.executionsOf(1_000_000)).isEqualTo(4);
        long before = 0;
        for (long index = 0; index < 20_000; index++) {
            assertThat(Plan.MANY.before(index)).isEqualTo(before);
            before += Plan.MANY.executionsOf(index);
        }
    }

    @Test
    void aBudgetOfTimeIsSpent() {
        Frontier frontier = new Frontier(Budget.ofTime(Duration.ofNanos(1)), Plan.MANY);
        assertThat(frontier.take()).isNegative();
    }
}
