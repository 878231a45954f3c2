package dev.faultline.peers;

import java.io.PrintStream;

/** Hands what was measured to the process that started this one: lines of a name and a number on standard output. */
final class Findings {
    static final String PREFIX = "measured ";

    static final String EXECUTIONS_A_SECOND = "executions-a-second";
    static final String WITH_TWO_WORKERS = "executions-a-second-with-two-workers";
    static final String STEPS_AN_EXECUTION = "steps-an-execution";
    static final String EXECUTIONS_TO_DEADLOCK = "executions-to-deadlock";
    static final String MILLIS_TO_DEADLOCK = "millis-to-deadlock";
    static final String EXECUTIONS_IN_VAIN = "executions-in-vain";
    static final String MILLIS_TO_THOUSAND = "millis-to-thousand";
    static final String MILLIS_TO_PROOF = "millis-to-proof";
    static final String TRACES = "traces";

    /** Measured by who waits for the process: how long it took, its JVM's start included. */
    static final String MILLIS_OF_PROCESS = "millis-of-process";

    private static final double NANOS_A_MILLISECOND = 1e6;
    private static final double NANOS_A_SECOND = 1e9;

    private final PrintStream out;

    Findings(PrintStream out) {
        this.out = out;
    }

    void say(String name, double value) {
        out.println(PREFIX + name + " " + value);
        out.flush();
    }

    void rate(String name, long count, long nanos) {
        say(name, count / (nanos / NANOS_A_SECOND));
    }

    void millis(String name, long nanos) {
        say(name, nanos / NANOS_A_MILLISECOND);
    }
}
