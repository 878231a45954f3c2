package dev.faultline.hardware;

/**
 * A step as a number: its kind in the low byte, above it the number of the object that it works on. Text is made only
 * for reports.
 */
public final class Step {
    private static final StepKind[] KINDS = StepKind.values();

    private Step() {}

    public static int of(StepKind kind, int object) {
        return object << 8 | kind.ordinal();
    }

    public static StepKind kind(int step) {
        return KINDS[step & 0xff];
    }

    public static int object(int step) {
        return step >>> 8;
    }
}
