package dev.faultline.law;

import org.jspecify.annotations.Nullable;

/**
 * Where the laws bring their accusations. The first of an execution counts, since what follows may be its consequence.
 */
final class Docket {
    private @Nullable Violation first;

    void clear() {
        first = null;
    }

    void accuse(Violation violation) {
        if (first == null) {
            first = violation;
        }
    }

    boolean isEmpty() {
        return first == null;
    }

    @Nullable
    Violation first() {
        return first;
    }
}
