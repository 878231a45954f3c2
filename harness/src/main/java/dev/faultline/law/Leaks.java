package dev.faultline.law;

import dev.faultline.kernel.Task;
import java.util.List;

/**
 * Whatever a call took inside the kernel is back when it returns to user mode: locks, references, mapping slots,
 * buffers, pins, disabled faults and preemption.
 */
final class Leaks {
    private final Bench bench;

    Leaks(Bench bench) {
        this.bench = bench;
    }

    void returned(int task) {
        Task kernel = bench.machine().task(task);
        if (!kernel.holdsNothing()) {
            String holds = kernel.holdings();
            bench.docket()
                    .accuse(new Violation(
                            Violation.LEAK,
                            bench.calls().words(task) + " returned with something still held",
                            bench.wording().task(task) + " holds nothing",
                            bench.wording().task(task) + " holds " + holds,
                            List.of()));
        }
    }
}
