package dev.faultline.execution;

import dev.faultline.law.Laws;
import dev.faultline.scenario.Scenario;
import dev.faultline.schedule.Scheduler;
import dev.faultline.strategy.Linux6;

/** Two tasks of three operations each, through linux-6 on a warm cache, run again and again on one machine. */
public final class WarmCopies implements AutoCloseable {
    private static final String SCENARIO = """
            machine page 8
            file F 16: warm warm
            process A
              a = anonymous 2 pages, rw, filled
            process B
              b = anonymous 2 pages, rw, filled
            task T1 in A
              write(F@0, a+0:8)
              read(F@4, a+8:8)
              write(F@8, a+4:8)
            task T2 in B
              read(F@0, b+0:8)
              write(F@4, b+0:8)
              read(F@8, b+8:8)
            """;

    private final Linux6 strategy = new Linux6();
    private final Program program = Program.of(Scenario.parse(SCENARIO));
    private final Execution execution;
    private final Observer observer;

    /** @param laws whether the laws watch */
    public WarmCopies(boolean laws, Backend backend) {
        execution = new Execution(strategy, backend);
        observer = laws ? new Laws(strategy.guarantee()) : Endings.NO_OBSERVER;
    }

    /** One execution; it must complete. */
    public Ending run(Scheduler scheduler) {
        Ending ending = execution.run(program, scheduler, observer);
        if (ending != Endings.COMPLETED) {
            throw new AssertionError(ending);
        }
        return ending;
    }

    /** The steps that the last execution took. */
    public int steps() {
        return execution.steps();
    }

    @Override
    public void close() {
        execution.close();
    }
}
