package dev.faultline.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.execution.Tiny.Lock;
import dev.faultline.execution.Tiny.Outcome;
import dev.faultline.schedule.PreemptionBounded;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * {@link PreemptionBounded} runs every schedule, those with fewest preemptions first; here the number of them is known
 * beforehand.
 */
class SystematicSearchTest {
    private static final Backend BACKEND = Backend.best();
    private static final int UNBOUNDED = 1000;

    /** Two tasks of n steps can be interleaved in (2n choose n) ways; the operation's begin is a step too. */
    @Test
    void everyInterleavingOfTwoTasks() {
        Tiny program = Tiny.program().task(s -> s.steps(3)).task(s -> s.steps(3));

        Search search = new Search(program, UNBOUNDED);

        assertThat(search.distinct).hasSize(70);
        assertThat(search.policy.isExhausted()).isTrue();
        assertThat(search.policy.isComplete()).isTrue();
    }

    /** (2n)! / 2^n for n tasks of two steps. */
    @Test
    void everyInterleavingOfThreeTasks() {
        Tiny program = Tiny.program().task(s -> s.step()).task(s -> s.step()).task(s -> s.step());

        assertThat(new Search(program, UNBOUNDED).distinct).hasSize(90);
    }

    /** Without preemptions only the order of the tasks is free. */
    @Test
    void withoutPreemptionsTheOrdersOfTheTasks() {
        Tiny program =
                Tiny.program().task(s -> s.steps(9)).task(s -> s.steps(9)).task(s -> s.steps(9));

        Search search = new Search(program, 0);

        assertThat(search.distinct).hasSize(6);
        assertThat(search.runs).isEqualTo(6);
        assertThat(search.policy.isExhausted()).isTrue();
        assertThat(search.policy.isComplete()).isFalse();
    }

    @Test
    void fewerPreemptionsComeFirst() {
        Search search = new Search(Tiny.program().task(s -> s.steps(3)).task(s -> s.steps(3)), 3);

        assertThat(search.distinct.stream()
                        .map(text -> text.chars().filter(c -> c == '!').count()))
                .isSorted()
                .contains(0L, 1L, 2L, 3L);
    }

    @Test
    void choicesAreBranchesToo() {
        Tiny program = Tiny.program().task(s -> {
            if (s.choose(3) == 1) {
                s.choose(2);
            }
        });

        assertThat(new Search(program, 0).distinct)
                .containsExactly(
                        "choose 0/3 x1\n",
                        "choose 1/3 x1\nchoose 0/2 x1\n",
                        "choose 1/3 x1\nchoose 1/2 x1\n",
                        "choose 2/3 x1\n");
    }

    @Test
    void theDiskComesInWhereverItCould() {
        Search search = new Search(Tiny.program().task(s -> s.submit(1).steps(3)), UNBOUNDED);

        assertThat(search.distinct).hasSize(4);
    }

    /** Two locks in opposite order: of all schedules some deadlock, and the first that does has a single preemption. */
    @Test
    void theFirstDeadlockFoundHasFewestPreemptions() {
        Tiny program = Tiny.program();
        Lock one = program.lock("one");
        Lock two = program.lock("two");
        program.task(s -> s.lock(one).lock(two).unlock(two).unlock(one))
                .task(s -> s.lock(two).lock(one).unlock(one).unlock(two));

        Search search = new Search(program, UNBOUNDED);

        assertThat(search.endings).containsExactlyInAnyOrder("Completed", "Deadlocked");
        assertThat(search.preemptionsToDeadlock).isEqualTo(1);
    }

    private static final class Search {
        private final PreemptionBounded policy;
        private final Set<String> distinct = new LinkedHashSet<>();
        private final Set<String> endings = new HashSet<>();
        private int preemptionsToDeadlock = -1;
        private int runs;

        Search(Tiny program, int preemptionsMax) {
            policy = new PreemptionBounded(preemptionsMax);
            Conductor conductor = program.open(BACKEND);
            do {
                Outcome outcome = program.again(policy, new Observer() {});
                runs++;
                distinct.add(outcome.schedule().toString());
                endings.add(outcome.ending().getClass().getSimpleName());
                if (outcome.ending() instanceof Ending.Deadlocked && preemptionsToDeadlock < 0) {
                    preemptionsToDeadlock = outcome.schedule().preemptions();
                }
            } while (policy.advance());
            conductor.close();
        }
    }
}
