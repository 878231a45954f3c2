package dev.faultline.schedule;

/**
 * Picks evenly among all who could go on, at every step. Simple and hard to beat where a bug needs many switches; it
 * rarely lets one task run far ahead of another, so bugs that need exactly that are found late (see Burckhardt et al.,
 * ASPLOS 2010, for how late).
 */
public final class RandomWalk implements Scheduler {
    private final Chance chance;

    public RandomWalk(long seed) {
        chance = new Chance(seed);
    }

    @Override
    public void seed(long seed) {
        chance.seed(seed);
    }

    @Override
    public void begin(int tasks) {}

    @Override
    public int next(int enabled, int current, int[] pendingSteps) {
        return chance.memberOf(enabled);
    }

    @Override
    public int choose(int task, int bound) {
        return chance.below(bound);
    }
}
