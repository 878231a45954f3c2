package dev.faultline.law.shadow;

/**
 * Why a value cannot be what a register held.
 *
 * @param blocker the value that stands in the way, when something was overwritten or seen out of order
 * @param legal the values that would have been legal
 * @param open whether others, not known by value, would have been too
 */
public record Refusal(Reason reason, int blocker, int[] legal, boolean open) {
    /** What is wrong with it. */
    public enum Reason {
        /** No write of this value to this register can have happened. */
        NEVER_WRITTEN,
        /** The call that tried to write it returned without it. */
        WITHDRAWN,
        /** It lies past the end of the file. */
        BEYOND_END,
        /** Something later had surely replaced it. */
        OVERWRITTEN,
        /** Something later had been seen before. */
        OUT_OF_ORDER
    }
}
