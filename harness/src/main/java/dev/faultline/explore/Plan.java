package dev.faultline.explore;

/**
 * How often each scenario is run, each time under another schedule. Most rare bugs are rare because few scenarios can
 * show them, so at first every scenario is run once. From the second run on there is something to go by: how many steps
 * the tasks have, and which locks they take in which order. Later a scenario is run more often still, since making one
 * costs about as much as running it, and what so many scenarios have not shown needs a rare schedule. Which scenario is
 * run how often follows from its index alone.
 *
 * <p>Where there is one scenario, its runs are split into rounds, and a round takes the place of a scenario here: each begins anew with what the schedulers learn
 * of the program, so that workers can share the rounds out among themselves and no accident of the first runs decides all later ones.
 */
enum Plan {
    /** Each index is another scenario. */
    MANY(new long[] {0, 64, 16_384}, new int[] {1, 2, 4}),
    /** Each index is another round of the one scenario. */
    ONE(new long[] {0}, new int[] {64});

    private final long[] from;
    private final int[] each;

    Plan(long[] from, int[] each) {
        this.from = from;
        this.each = each;
    }

    /** How often the scenario with this index is run. */
    int executionsOf(long index) {
        int stage = from.length - 1;
        while (index < from[stage]) {
            stage--;
        }
        return each[stage];
    }

    /** How many executions all scenarios before this index have. */
    long before(long index) {
        long sum = 0;
        for (int stage = 0; stage < from.length && index > from[stage]; stage++) {
            long end = stage + 1 < from.length ? Math.min(index, from[stage + 1]) : index;
            sum += (end - from[stage]) * each[stage];
        }
        return sum;
    }

    /** How many scenarios so many indices stand for. */
    long scenarios(long indices) {
        return this == ONE ? Math.min(1, indices) : indices;
    }
}
