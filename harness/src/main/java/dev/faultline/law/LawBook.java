package dev.faultline.law;

import java.util.List;

/**
 * All laws, each one bit in a set, so that it can be said which of them had something to judge. A pass means nothing
 * for a law that had not.
 */
public final class LawBook {
    static final int BYTE_RULE = 1;
    static final int COW_ISOLATION = 1 << 1;
    static final int CRASH = 1 << 2;
    static final int DEADLOCK = 1 << 3;
    static final int EXPOSURE = 1 << 4;
    static final int LEAK = 1 << 5;
    static final int LIVELOCK = 1 << 6;
    static final int MISUSE = 1 << 7;
    static final int RESULT = 1 << 8;
    static final int SLEEP_IN_ATOMIC = 1 << 9;
    static final int STRUCTURE = 1 << 10;
    static final int STUCK = 1 << 11;
    static final int TLB_COHERENCE = 1 << 12;
    static final int TORN_READ = 1 << 13;

    /** What is judged of every call that a strategy carries out. */
    static final int OF_EVERY_CALL = CRASH | MISUSE | STUCK;

    /** The names, in the order of the bits. */
    public static final List<String> NAMES = List.of(
            Violation.BYTE_RULE,
            Violation.COW_ISOLATION,
            Violation.CRASH,
            Violation.DEADLOCK,
            Violation.EXPOSURE,
            Violation.LEAK,
            Violation.LIVELOCK,
            Violation.MISUSE,
            Violation.RESULT,
            Violation.SLEEP_IN_ATOMIC,
            Violation.STRUCTURE,
            Violation.STUCK,
            Violation.TLB_COHERENCE,
            Violation.TORN_READ);

    private LawBook() {}
}
