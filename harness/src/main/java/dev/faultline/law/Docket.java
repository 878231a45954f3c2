package dev.faultline.law;

import org.jspecify.annotations.Nullable;

/**
 * Where the laws bring their accusations. The first of an execution counts, since what follows may be its consequence.
 */
final class Docket {
    private @Nullable Violation first;
    private int heard;

    void clear() {
        first = null;
        heard = 0;
    }

    /** These laws had something to judge. */
    void hears(int laws) {
        heard |= laws;
    }

    /** The laws that had something to judge in this execution, as in {@link LawBook}. */
    int heard() {
        return heard;
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
