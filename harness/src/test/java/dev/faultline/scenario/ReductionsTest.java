package dev.faultline.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.generate.Profile;
import dev.faultline.generate.Scenarios;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The steps by which a scenario becomes smaller. */
class ReductionsTest {
    private static final Scenario FORK = Scenario.parse("""
            machine page 8
            file F 12: cold warm
            process A
              a = shared F page 0, 2 pages, rw
              b = anonymous 1 page, rw
            process B forked
            task T1 in A
              fork(B)
              writev(F@8, a+8:4, b+0:4)
            task T2 in B
              load(a+9:1)
            """);

    @Test
    void whatHangsOnATaskGoesWithIt() {
        assertThat(Reductions.tasks(FORK))
                .as("without T2; and without T1, who forks B, without which T2 is nothing")
                .map(scenario -> scenario.tasks().size())
                .containsExactly(1, 0);
    }

    @Test
    void operationsGoOneByOneLaterOnesFirst() {
        assertThat(Reductions.operations(FORK))
                .map(scenario -> scenario.tasks().toString())
                .containsExactly(
                        "[task T1 in A\n  fork(B)\n  writev(F@8, a+8:4, b+0:4)]",
                        "[task T1 in A\n  fork(B), task T2 in B\n  load(a+9:1)]",
                        "[task T1 in A\n  writev(F@8, a+8:4, b+0:4)]");
    }

    @Test
    void aBufferGoesWithItsMapping() {
        assertThat(Reductions.pages(FORK))
                .map(scenario -> scenario.tasks().toString())
                .contains("[task T1 in A\n  fork(B)\n  write(F@8, a+8:4), task T2 in B\n  load(a+9:1)]");
    }

    @Test
    void whatHappensOnTheSecondPageMovesToTheFirst() {
        Scenario second = Scenario.parse("""
                machine page 8
                file F 12: cold warm
                process A
                  a = shared F page 1, 1 page, rw
                task T1 in A
                  write(F@8, a+0:4)
                task K1 kernel
                  reclaim(F page 1)
                """);
        assertThat(Reductions.pages(second)).map(Scenario::toString).contains("""
                        machine page 8
                        file F 4: warm
                        process A
                          a = shared F page 0, 1 page, rw
                        task T1 in A
                          write(F@0, a+0:4)
                        task K1 kernel
                          reclaim(F page 0)
                        """);
    }

    @Test
    void numbersGoToTheLeastTheMiddleAndTheNext() {
        Scenario scenario = Scenario.parse("""
                machine page 8
                process A
                  b = anonymous 2 pages, rw
                task T1 in A
                  load(b+11:4)
                """);
        assertThat(Reductions.values(scenario))
                .map(smaller -> smaller.task("T1").operations().get(0).toString())
                .containsExactly(
                        "load(b+11:1)",
                        "load(b+11:2)",
                        "load(b+11:3)",
                        "load(b+0:4)",
                        "load(b+8:4)",
                        "load(b+5:4)",
                        "load(b+10:4)");
    }

    @Test
    void everyStepFromEveryScenarioIsAScenarioOfItsOwn() {
        Scenarios scenarios = new Scenarios(3, Profile.standard());
        LongStream.range(0, 500).mapToObj(scenarios::get).forEach(scenario -> {
            List<Scenario> steps = new ArrayList<>();
            steps.addAll(Reductions.tasks(scenario));
            steps.addAll(Reductions.operations(scenario));
            steps.addAll(Reductions.pages(scenario));
            steps.addAll(Reductions.values(scenario));
            assertThat(steps)
                    .doesNotContain(scenario)
                    .allSatisfy(
                            step -> assertThat(Scenario.parse(step.toString())).isEqualTo(step));
            assertThat(Reductions.operations(scenario))
                    .allSatisfy(step -> assertThat(step.operationCount()).isLessThan(scenario.operationCount()));
        });
    }
}
