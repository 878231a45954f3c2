package dev.faultline.law;

import java.util.List;

/**
 * A law broken in an execution, told so that a kernel developer sees at once what went wrong.
 *
 * @param law its name in kebab case, for example {@code byte-rule}
 * @param title what broke, in one sentence without a full stop
 * @param expected what would have been right, one or two lines
 * @param actual what was found instead, one or two lines
 * @param details further facts, one a line, possibly none: the waiters of a deadlock, the stack of a crash
 */
public record Violation(String law, String title, String expected, String actual, List<String> details) {
    public static final String BYTE_RULE = "byte-rule";
    public static final String COW_ISOLATION = "cow-isolation";
    public static final String CRASH = "crash";
    public static final String DEADLOCK = "deadlock";
    public static final String EXPOSURE = "exposure";
    public static final String LEAK = "leak";
    public static final String LIVELOCK = "livelock";
    public static final String MISUSE = "misuse";
    public static final String RESULT = "result";
    public static final String SLEEP_IN_ATOMIC = "sleep-in-atomic";
    public static final String STRUCTURE = "structure";
    public static final String STUCK = "stuck";
    public static final String TLB_COHERENCE = "tlb-coherence";
    public static final String TORN_READ = "torn-read";

    /** All of them, by name. */
    public static final List<String> LAWS = List.of(
            BYTE_RULE,
            COW_ISOLATION,
            CRASH,
            DEADLOCK,
            EXPOSURE,
            LEAK,
            LIVELOCK,
            MISUSE,
            RESULT,
            SLEEP_IN_ATOMIC,
            STRUCTURE,
            STUCK,
            TLB_COHERENCE,
            TORN_READ);

    public Violation {
        details = List.copyOf(details);
    }

    public Violation(String law, String title, String expected, String actual) {
        this(law, title, expected, actual, List.of());
    }
}
