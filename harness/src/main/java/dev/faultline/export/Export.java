package dev.faultline.export;

import dev.faultline.execution.Backend;
import dev.faultline.execution.Execution;
import dev.faultline.execution.Program;
import dev.faultline.law.Laws;
import dev.faultline.scenario.Scenario;
import dev.faultline.schedule.InTurn;
import dev.faultline.schedule.Replay;
import dev.faultline.schedule.Schedule;
import dev.faultline.schedule.Scheduler;
import dev.faultline.spi.CopyStrategy;
import java.time.Duration;
import java.util.List;

/** The way in: runs a program once more on the machine, and makes of what user space saw the text of a program in C. */
public final class Export {
    private Export() {}

    /**
     * Of a counterexample.
     *
     * @param remarks what to say of it at the top, a line each
     */
    public static String of(
            CopyStrategy strategy, Scenario scenario, Schedule schedule, Duration stuckAfter, List<String> remarks) {
        return text(strategy, scenario, new Replay(schedule), stuckAfter, remarks);
    }

    /**
     * Of a scenario, its operations one after the other, the tasks in turn.
     *
     * @param remarks what to say of it at the top, a line each
     */
    public static String inTurn(CopyStrategy strategy, Scenario scenario, Duration stuckAfter, List<String> remarks) {
        return text(strategy, scenario, new InTurn(), stuckAfter, remarks);
    }

    private static String text(
            CopyStrategy strategy, Scenario scenario, Scheduler scheduler, Duration stuckAfter, List<String> remarks) {
        Witness witness = new Witness(scenario, new Laws(strategy.guarantee()));
        try (Execution execution = new Execution(strategy, Backend.best())) {
            execution.run(Program.of(scenario), scheduler, witness, stuckAfter);
        }
        return new CProgram(witness.story(), remarks).text();
    }
}
