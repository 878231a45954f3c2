package dev.faultline.explore;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The traces of one scenario, which several workers run: nobody counts one that another has met. */
final class Traces {
    /** From here on traces count as met before: a set that grew with the budget would end in no memory. */
    private static final int MOST = 1 << 20;

    private final ConcurrentHashMap<Long, Boolean> met = new ConcurrentHashMap<>();
    private final AtomicBoolean counted = new AtomicBoolean();

    /** True for the first that asks, who counts the scenario. */
    boolean isFirst() {
        return counted.compareAndSet(false, true);
    }

    /** Whether this trace is new. */
    boolean add(long trace) {
        @Nullable Boolean before = met.size() >= MOST ? Boolean.TRUE : met.put(trace, Boolean.TRUE);
        return before == null;
    }
}
