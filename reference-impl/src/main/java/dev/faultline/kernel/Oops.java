package dev.faultline.kernel;

/** The kernel's own check failed: the running task did what no kernel code may do. It ends the call that did it. */
public final class Oops extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Which check. */
    public enum Kind {
        /** Something that may sleep, fault or take a sleeping lock was called in atomic context. */
        SLEEP_IN_ATOMIC,
        /** A lock was dropped by a task that does not hold it, or a folio was changed without its lock. */
        BAD_UNLOCK,
        /** A folio, buffer or held page was used after it was given back. */
        USE_AFTER_PUT,
        /** An offset, length or address is out of range. */
        BAD_ARGUMENT,
        /** Something was enabled, unmapped or woken that had not been disabled, mapped or put to sleep. */
        UNBALANCED
    }

    private final Kind kind;

    Oops(Kind kind, String what) {
        super(what);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
