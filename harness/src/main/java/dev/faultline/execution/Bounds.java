package dev.faultline.execution;

import dev.faultline.hardware.Geometry;

/**
 * How many steps a task may take in one operation.
 *
 * @param soft from here on every task that can go on gets its turn
 * @param hard at this many the operation will never end
 */
record Bounds(int soft, int hard) {
    private static final int SOFT_LEAST = 1000;
    private static final int STEPS_A_CALL = 100;
    private static final int STEPS_A_UNIT = 16;
    private static final int STEPS_A_PAGE = 64;
    private static final int HARD_FACTOR = 8;

    /** Gives up soon after turns are first taken: most that return at all then do. */
    Bounds impatient() {
        return new Bounds(soft, soft + soft / 2);
    }

    static Bounds of(Geometry geometry, Call[][] calls) {
        long all = 0;
        for (Call[] task : calls) {
            for (Call call : task) {
                long units = call.length() / geometry.copyUnit() + 1L;
                long pages = call.length() / geometry.pageSize() + 2L + call.pages();
                all += STEPS_A_CALL + units * STEPS_A_UNIT + pages * STEPS_A_PAGE;
            }
        }
        long soft = Math.max(SOFT_LEAST, all);
        return new Bounds((int) Math.min(soft, Integer.MAX_VALUE / 16), (int)
                Math.min(soft * HARD_FACTOR, Integer.MAX_VALUE / 2));
    }
}
