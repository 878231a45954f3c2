package dev.faultline.schedule;

/**
 * Tries to close a circle that {@link LockOrder} thinks possible (the second phase of Joshi, Park, Sen and Naik,
 * PLDI 2009: DeadlockFuzzer). It is a random walk, but a task that is about to ask for its lock of the circle, and
 * holds what it held then, is not picked until all the others have come as far. Then each asks, who wants its lock
 * exclusive first, and if the guess was right nobody gets it. When nobody else can go on before they have all come, the
 * guess is given up, and the walk goes on as any other.
 */
final class Closing implements Scheduler {
    private final Chance chance;
    private final LockOrder order;
    private int length;
    private int members;
    private int paused;
    private int firsts;
    private boolean givenUp;

    Closing(long seed, LockOrder order) {
        chance = new Chance(seed);
        this.order = order;
    }

    @Override
    public void seed(long seed) {
        chance.seed(seed);
    }

    /** The next runs are after the circle that the order found last. */
    void aim(int circleLength) {
        length = circleLength;
        members = 0;
        for (int i = 0; i < length; i++) {
            members |= 1 << order.task(i);
        }
    }

    @Override
    public void begin(int tasks) {
        paused = 0;
        firsts = 0;
        givenUp = false;
    }

    @Override
    public void asks(int task, int lock, boolean exclusive, HeldLocks locks) {
        for (int i = 0; i < length && !givenUp; i++) {
            if (order.task(i) == task
                    && order.wanted(i) == lock
                    && order.isExclusive(i) == exclusive
                    && order.isAsGuessed(i, locks)) {
                paused |= 1 << task;
                firsts |= exclusive ? 1 << task : 0;
            }
        }
    }

    @Override
    public int next(int enabled, int current, int[] pendingSteps) {
        if (paused == members) {
            givenUp = true;
        }
        int free = enabled & (givenUp ? paused & firsts : ~paused);
        if (free == 0 && givenUp) {
            free = enabled & paused;
        }
        if (free == 0) {
            givenUp = true;
            paused = 0;
            free = enabled;
        }
        int pick = chance.memberOf(free);
        paused &= ~(1 << pick);
        firsts &= ~(1 << pick);
        return pick;
    }

    @Override
    public int choose(int task, int bound) {
        return chance.below(bound);
    }
}
