package dev.faultline.explore;

/**
 * How often each scenario is run, each time under another schedule. Most rare bugs are rare because few scenarios can
 * show them, so at first every scenario is run once. From the second run on there is something to go by: how many steps
 * the tasks have, and which locks they take in which order. Later a scenario is run more often still, since making one
 * costs about as much as running it, and what so many scenarios have not shown needs a rare schedule. Which scenario is
 * run how often follows from its index alone.
 */
final class Plan {
    private static final long[] FROM = {0, 64, 16_384};
    private static final int[] EACH = {1, 2, 4};

    private Plan() {}

    /** How often the scenario with this index is run. */
    static int executionsOf(long index) {
        int stage = FROM.length - 1;
        while (index < FROM[stage]) {
            stage--;
        }
        return EACH[stage];
    }

    /** How many executions all scenarios before this index have. */
    static long before(long index) {
        long sum = 0;
        for (int stage = 0; stage < FROM.length && index > FROM[stage]; stage++) {
            long end = stage + 1 < FROM.length ? Math.min(index, FROM[stage + 1]) : index;
            sum += (end - FROM[stage]) * EACH[stage];
        }
        return sum;
    }
}
