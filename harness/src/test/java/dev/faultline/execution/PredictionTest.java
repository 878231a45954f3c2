package dev.faultline.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.execution.Tiny.Lock;
import dev.faultline.schedule.Portfolio;
import dev.faultline.schedule.RandomWalk;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From runs that passed it is guessed in which order locks could deadlock, and the next run tries it. */
class PredictionTest {
    private static final int LONG = 30;
    private static final int RUNS = 40;

    private final Tiny program = Tiny.program();
    private final Lock one = program.lock("one");
    private final Lock two = program.lock("two");
    private final Lock three = program.lock("three");
    private final Lock gate = program.lock("gate");

    /** How many of the runs end in a deadlock, each portfolio's first one by chance at the most. */
    private int deadlocks(boolean predicts) {
        int deadlocks = 0;
        Conductor open = program.open(Backend.best());
        for (int seed = 0; seed < RUNS; seed++) {
            Portfolio portfolio = new Portfolio(List.of(new RandomWalk(seed)));
            if (predicts) {
                portfolio.predicting();
            }
            portfolio.seed(seed);
            boolean found = false;
            for (int run = 0; run < 2; run++) {
                found |= program.again(portfolio, Endings.NO_OBSERVER).ending() instanceof Ending.Deadlocked;
            }
            deadlocks += found ? 1 : 0;
        }
        open.close();
        return deadlocks;
    }

    /** Each task holds both locks for an instant of a long life: by chance they hardly meet. */
    @Test
    void locksTakenInOppositeOrderAreMadeToMeetInTheSecondRun() {
        program.task(s -> s.steps(LONG)
                        .lock(one)
                        .lock(two)
                        .unlock(two)
                        .unlock(one)
                        .steps(LONG))
                .task(s -> s.steps(2 * LONG).lock(two).lock(one).unlock(one).unlock(two));

        assertThat(deadlocks(false)).isLessThan(RUNS / 4);
        assertThat(deadlocks(true)).isEqualTo(RUNS);
    }

    @Test
    void aCircleOfThree() {
        program.task(s -> s.steps(LONG).lock(one).lock(two).unlock(two).unlock(one))
                .task(s -> s.steps(2 * LONG).lock(two).lock(three).unlock(three).unlock(two))
                .task(s -> s.lock(three).lock(one).unlock(one).unlock(three).steps(LONG));

        assertThat(deadlocks(true)).isEqualTo(RUNS);
    }

    /** A common lock keeps them apart. Nothing is predicted, and nothing reported. */
    @Test
    void noCircleIsSeenWhereThereIsAGate() {
        program.task(s ->
                        s.lock(gate).lock(one).lock(two).unlock(two).unlock(one).unlock(gate))
                .task(s ->
                        s.lock(gate).lock(two).lock(one).unlock(one).unlock(two).unlock(gate));

        assertThat(deadlocks(true)).isZero();
    }

    /** The order is kept by something that is no lock: the guess is wrong, the run passes, and nobody is accused. */
    @Test
    void aWrongGuessIsNotReported() {
        program.task(s -> s.lock(one).lock(two).unlock(two).unlock(one).write(0, 1))
                .task(s -> {
                    while (s.read(0) == 0) {
                        s.step();
                    }
                    s.lock(two).lock(one).unlock(one).unlock(two);
                });

        assertThat(deadlocks(true)).isZero();
    }
}
