package dev.faultline.peers;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;

/** Hands what was measured to the process that started this one: lines of a name and a number on standard output. */
final class Findings {
    static final String PREFIX = "measured ";

    static final String EXECUTIONS_A_SECOND = "executions-a-second";
    static final String EXECUTIONS_A_CPU_SECOND = "executions-a-cpu-second";
    static final String WORKERS_GAIN = "workers-gain";
    static final String NANOS_A_STEP = "nanos-a-step";
    static final String EXECUTIONS_TO_DEADLOCK = "executions-to-deadlock";
    static final String MILLIS_TO_DEADLOCK = "millis-to-deadlock";
    static final String MILLIS_TO_TIMEOUT = "millis-to-timeout";
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

    void millis(String name, long nanos) {
        say(name, nanos / NANOS_A_MILLISECOND);
    }

    /** The rates of so many executions between two moments. */
    void rates(long executions, Moment from, Moment to) {
        say(EXECUTIONS_A_SECOND, executions / ((to.nanos - from.nanos) / NANOS_A_SECOND));
        say(EXECUTIONS_A_CPU_SECOND, executions / ((to.cpuNanos - from.cpuNanos) / NANOS_A_SECOND));
    }

    /** A reading of the clock, and of how long this process has been on processors. */
    record Moment(long nanos, long cpuNanos) {
        private static final com.sun.management.OperatingSystemMXBean SYSTEM =
                (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

        static Moment now() {
            return new Moment(System.nanoTime(), SYSTEM.getProcessCpuTime());
        }
    }
}
