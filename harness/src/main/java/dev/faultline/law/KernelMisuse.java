package dev.faultline.law;

import dev.faultline.kernel.Oops;

/**
 * The kernel's own checks: no sleep in atomic context, whether or not it would have come to it, and nothing used that
 * is not held.
 */
final class KernelMisuse {
    private final Bench bench;

    KernelMisuse(Bench bench) {
        this.bench = bench;
    }

    void oops(int task, Oops.Kind kind, String what) {
        boolean atomic = kind == Oops.Kind.SLEEP_IN_ATOMIC;
        String expected = switch (kind) {
            case SLEEP_IN_ATOMIC -> "nothing that may sleep while preemption or faults are disabled";
            case BAD_UNLOCK -> "locks are dropped, and folios changed, by who holds the lock";
            case USE_AFTER_PUT -> "nothing is used after it was given back";
            case BAD_ARGUMENT -> "nothing beyond what an argument refers to and allows";
            case UNBALANCED -> "each end has its beginning";
        };
        bench.docket()
                .accuse(new Violation(
                        atomic ? Violation.SLEEP_IN_ATOMIC : Violation.MISUSE,
                        bench.calls().words(task) + " " + what,
                        expected,
                        what));
    }
}
