package dev.faultline.peers;

import dev.faultline.execution.PageLocks;
import dev.faultline.peers.Findings.Moment;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionResult;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.verifier.Verifier;

/**
 * Lincheck's model checking mode, at its best: the one scenario is given, nothing is minimized, and results are not
 * checked, so that an invocation is an interleaving and no more. It warms up for at least a thousand of them. Its clock starts at the end of the first invocation,
 * which leaves out how long Lincheck takes to rewrite the classes.
 */
final class LincheckContest implements Contest {
    private static final int THOUSAND = 1000;
    private static final long NANOS_A_SECOND = 1_000_000_000L;
    private static final int INVOCATIONS_MAX = 1_000_000;

    private final Class<?> broken;
    private final Class<?> ordered;

    LincheckContest(Class<?> broken, Class<?> ordered) {
        this.broken = broken;
        this.ordered = ordered;
    }

    @Override
    public void sound(long seed, int seconds, Findings findings) throws Exception {
        Invocations.nanosToWarmUp = seconds * NANOS_A_SECOND / 2;
        try {
            options(ordered).check(ordered);
            throw new IllegalStateException("Lincheck was through with all its invocations");
        } catch (Invocations.Enough expected) {
            findings.millis(Findings.MILLIS_TO_THOUSAND, Invocations.thousandth - Invocations.first);
            findings.rates(Invocations.count - Invocations.countWarm, Invocations.warm, Moment.now());
        }
    }

    @Override
    public void broken(long seed, int seconds, Findings findings) throws Exception {
        try {
            options(broken).check(broken);
            throw new IllegalStateException("Lincheck found no deadlock");
        } catch (LincheckAssertionError expected) {
            long now = System.nanoTime();
            findings.say(Findings.EXECUTIONS_TO_DEADLOCK, Invocations.count + 1);
            findings.millis(Findings.MILLIS_TO_DEADLOCK, now - Invocations.first);
        }
    }

    private static ModelCheckingOptions options(Class<?> subject) throws ReflectiveOperationException {
        return new ModelCheckingOptions()
                .iterations(0)
                .addCustomScenario(scenario(subject))
                .invocationsPerIteration(INVOCATIONS_MAX)
                .minimizeFailedScenario(false)
                .verifier(Invocations.class);
    }

    private static ExecutionScenario scenario(Class<?> subject) throws ReflectiveOperationException {
        Method write = subject.getMethod("write", int.class, int.class);
        List<List<Actor>> threads = new ArrayList<>();
        for (int task = 0; task < PageLocks.TASKS; task++) {
            List<Actor> actors = new ArrayList<>();
            for (int[] pages : PageLocks.writes(task)) {
                actors.add(new Actor(write, List.of(pages[0], pages[1])));
            }
            threads.add(actors);
        }
        return new ExecutionScenario(List.of(), threads, List.of(), null);
    }

    /** Called by Lincheck after each invocation that ended; counts them. */
    public static final class Invocations implements Verifier {
        private static long nanosToWarmUp = Long.MAX_VALUE;
        private static long count;
        private static long countWarm;
        private static long first;
        private static long thousandth;
        private static Moment warm = Moment.now();

        /** Lincheck makes it by reflection. */
        public Invocations(Class<?> specification) {}

        @Override
        public boolean verifyResults(ExecutionScenario scenario, ExecutionResult results) {
            long now = System.nanoTime();
            count++;
            if (count == 1) {
                first = now;
            } else if (count == THOUSAND) {
                thousandth = now;
            } else if (count > THOUSAND && countWarm == 0 && now - first > nanosToWarmUp) {
                countWarm = count;
                warm = Moment.now();
            } else if (countWarm > 0 && now - warm.nanos() > nanosToWarmUp) {
                throw new Enough();
            }
            return true;
        }

        private static final class Enough extends RuntimeException {
            private static final long serialVersionUID = 1;
        }
    }
}
