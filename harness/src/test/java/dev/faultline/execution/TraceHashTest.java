package dev.faultline.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.generate.Profile;
import dev.faultline.generate.Scenarios;
import dev.faultline.schedule.Exhaustive;
import dev.faultline.schedule.RandomWalk;
import dev.faultline.schedule.Traced;
import dev.faultline.strategy.Linux6;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A trace's number is the same for all its runs, and another one for each other trace. */
class TraceHashTest {
    /** Held against {@link TraceRecorder}, which writes the trace out. */
    @Test
    void tellsTheTracesOfProgramsOnTheMachineApart() {
        Scenarios scenarios = new Scenarios(5, Profile.small());
        int several = 0;
        try (Execution execution = new Execution(new Linux6(), Backend.best())) {
            for (int i = 0; i < 30; i++) {
                Program program = Program.of(scenarios.get(i));
                TraceRecorder recorder = new TraceRecorder(new RandomWalk(i));
                Traced traced = new Traced(recorder);
                traced.look(true);
                Map<String, Long> numbers = new HashMap<>();
                for (int run = 0; run < 200; run++) {
                    execution.run(program, traced, Endings.NO_OBSERVER);
                    Long before = numbers.putIfAbsent(recorder.trace(), traced.trace());
                    assertThat(before).isIn(null, traced.trace());
                }
                assertThat(new HashSet<>(numbers.values())).hasSameSizeAs(numbers.keySet());
                several += numbers.size() > 1 && numbers.size() < 200 ? 1 : 0;
            }
        }
        assertThat(several).isGreaterThan(5);
    }

    @Test
    void aSearchThatRunsEachTraceOnceMeetsEachNumberOnce() {
        Tiny program = Tiny.program();
        for (int task = 0; task < 3; task++) {
            int own = task;
            program.task(s -> s.write(own, 1).read((own + 1) % 3));
        }
        Exhaustive search = new Exhaustive();
        Traced traced = new Traced(search);
        traced.look(true);
        Set<Long> numbers = new HashSet<>();
        Conductor open = program.open(Backend.best());
        do {
            if (program.again(traced, Endings.NO_OBSERVER).ending() instanceof Ending.Completed) {
                numbers.add(traced.trace());
            }
        } while (search.advance());
        open.close();

        assertThat(numbers).hasSize((int) search.traces());
    }
}
