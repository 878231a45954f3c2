package dev.faultline.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.hardware.Nondeterminism;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The record of what was decided, and its text. */
class ScheduleTest {
    private static final String TEXT = """
            task 0 x3
            task 1! x2
            disk! x1
            disk! x1
            choose 1/3 x2
            choose 0/3 x1
            task 1 x1
            """;

    private final Schedule schedule = new Schedule();

    @Test
    void printsALineForEachRunOfEqualDecisionsAndAMarkForEachPreemption() {
        pick(0, 3, false);
        schedule.pick(1, true);
        schedule.pick(1, false);
        schedule.pick(Nondeterminism.DISK, true);
        schedule.pick(Nondeterminism.DISK, true);
        schedule.choice(1, 3);
        schedule.choice(1, 3);
        schedule.choice(0, 3);
        schedule.pick(1, false);

        assertThat(schedule).hasToString(TEXT);
        assertThat(schedule.preemptions()).isEqualTo(3);
        assertThat(schedule.size()).isEqualTo(11);
    }

    @Test
    void readsWhatItPrints() {
        Schedule read = Schedule.parse(TEXT);

        assertThat(read).hasToString(TEXT);
        assertThat(read.preemptions()).isEqualTo(3);
        assertThat(Schedule.parse(read.toString())).isEqualTo(read).hasSameHashCodeAs(read);
        assertThat(Schedule.parse("\n  task 0 x1  \n\n")).isEqualTo(Schedule.parse("task 0 x1"));
        assertThat(Schedule.parse("")).hasToString("");
    }

    @Test
    void aCopyStaysWhenTheOriginalGoesOn() {
        pick(0, 100, false);
        Schedule copy = schedule.copy();

        schedule.pick(1, true);
        schedule.clear();

        assertThat(copy).hasToString("task 0 x100\n");
        assertThat(copy).isNotEqualTo(schedule);
    }

    @Test
    void tellsItsDecisionsOneByOne() {
        Schedule read = Schedule.parse("task 2! x1\nchoose 4/5 x1\ndisk x1");

        assertThat(read.task(0)).isEqualTo(2);
        assertThat(read.isPreemption(0)).isTrue();
        assertThat(read.isChoice(1)).isTrue();
        assertThat(read.value(1)).isEqualTo(4);
        assertThat(read.bound(1)).isEqualTo(5);
        assertThat(read.isPreemption(1)).isFalse();
        assertThat(read.task(2)).isEqualTo(Nondeterminism.DISK);
        assertThat(read.describe(1)).isEqualTo("choose 4/5");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    task 0           | expected "task N xCOUNT", "disk xCOUNT" or "choose VALUE/BOUND xCOUNT"
                    task x2          | expected "task N xCOUNT", "disk xCOUNT" or "choose VALUE/BOUND xCOUNT"
                    disk             | expected "task N xCOUNT", "disk xCOUNT" or "choose VALUE/BOUND xCOUNT"
                    choose 1 x1      | expected "task N xCOUNT", "disk xCOUNT" or "choose VALUE/BOUND xCOUNT"
                    task 0 x99999999 | expected "task N xCOUNT", "disk xCOUNT" or "choose VALUE/BOUND xCOUNT"
                    choose 3/3 x1    | 3 is not below 3
                    task 31 x1       | there is no task 31, they are counted from 0 to 30
                    """)
    void aLineThatIsNotAsItShouldBeIsNamed(String line, String reason) {
        assertThatThrownBy(() -> Schedule.parse("task 0 x1\n" + line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("line 2 of the schedule, \"" + line + "\": " + reason);
    }

    private void pick(int task, int times, boolean preemption) {
        for (int i = 0; i < times; i++) {
            schedule.pick(task, preemption);
        }
    }
}
