package dev.faultline.schedule;

import dev.faultline.hardware.Footprint;

/**
 * Greybox fuzzing of schedules (after Wolff, Shi, Duck, Mathur and Roychoudhury, "Greybox Fuzzing for Concurrency
 * Testing", ASPLOS 2024). A run in which some step met what no run before had left for it (see {@link Encounters}) is
 * kept, and later runs are changes of the ones that were kept: at a few moments, half of them near to where the kept run met what was new, somebody else gets a few steps
 * out of turn, and everything else is done as it was, as far as it can be. What is hard to reach is so reached in
 * several strides, each from where the last one got to.
 *
 * <p>The paper keeps sets of pairs that it wants to see and bends a random schedule towards them; here whole schedules are kept, which an
 * engine that decides every step can follow. What was kept belongs to one program and is forgotten with {@link #seed}, so that nothing depends on which
 * programs a worker had before. The first run is a walk, and so is one of every eight.
 */
public final class Guided implements Scheduler {
    private static final int KEPT_MAX = 16;
    private static final int RUNS_A_WALK = 8;
    private static final int CHANGES_MAX = 3;
    private static final int NEAR = 8;
    private static final int STEPS_BITS = 5;
    private static final int CHOICES_A_CHANGE = 8;
    private static final int NOBODY = -1;

    private final Chance chance;
    private final Encounters encounters = new Encounters();
    private final Course[] kept = new Course[KEPT_MAX];
    private final Course now = new Course();
    private final int[] moments = new int[CHANGES_MAX];
    private Course parent = now;
    private int keptCount;
    private boolean walks;
    private int cursor;
    private int choiceCursor;
    private int guest;
    private int guestSteps;

    public Guided(long seed) {
        chance = new Chance(seed);
        for (int i = 0; i < KEPT_MAX; i++) {
            kept[i] = new Course();
        }
    }

    @Override
    public void seed(long seed) {
        chance.seed(seed);
        keptCount = 0;
        encounters.reset();
    }

    @Override
    public boolean watches() {
        return true;
    }

    @Override
    public void begin(int tasks) {
        encounters.begin();
        now.clear();
        cursor = 0;
        choiceCursor = 0;
        guestSteps = 0;
        walks = keptCount == 0 || chance.below(RUNS_A_WALK) == 0;
        if (!walks) {
            parent = kept[chance.below(2) == 0 ? keptCount - 1 : chance.below(keptCount)];
            drawMoments();
        }
    }

    /** Every other change is made near to where the parent met something new. */
    private void drawMoments() {
        int length = Math.max(1, parent.picks());
        int changes = 1 + chance.below(CHANGES_MAX);
        for (int i = 0; i < CHANGES_MAX; i++) {
            int moment = chance.below(2) == 0
                    ? Math.max(0, parent.marked() - NEAR + chance.below(2 * NEAR))
                    : chance.below(length);
            moments[i] = i < changes ? moment : NOBODY;
        }
    }

    @Override
    public int next(int enabled, int current, int[] pendingSteps) {
        int pick = walks ? chance.memberOf(enabled) : follow(enabled, current);
        now.pick(pick);
        return pick;
    }

    private int follow(int enabled, int current) {
        if (guestSteps == 0 && isMoment()) {
            int host = parent.pick(cursor, NOBODY);
            int others = host < 0 ? enabled : enabled & ~(1 << host);
            if (others != 0) {
                guest = chance.memberOf(others);
                guestSteps = 1 + chance.below(1 << chance.below(STEPS_BITS + 1));
            }
        }
        if (guestSteps > 0) {
            guestSteps--;
            if ((enabled & 1 << guest) != 0) {
                return guest;
            }
            guestSteps = 0;
        }
        while (cursor < parent.picks()) {
            int pick = parent.pick(cursor++, NOBODY);
            if ((enabled & 1 << pick) != 0) {
                return pick;
            }
        }
        return current != NOBODY ? current : chance.memberOf(enabled);
    }

    /** Whether a change was to come here; if so it no longer is. */
    private boolean isMoment() {
        for (int i = 0; i < CHANGES_MAX; i++) {
            if (moments[i] == cursor) {
                moments[i] = NOBODY;
                return true;
            }
        }
        return false;
    }

    @Override
    public int choose(int task, int bound) {
        boolean follows = !walks && chance.below(CHOICES_A_CHANGE) != 0;
        int old = follows ? parent.choice(choiceCursor, NOBODY) : NOBODY;
        choiceCursor++;
        int value = old >= 0 && old < bound ? old : chance.below(bound);
        now.choice(value);
        return value;
    }

    @Override
    public boolean took(int task, Footprint footprint, int enabled) {
        if (task != STOP && encounters.took(task, footprint)) {
            now.mark();
        }
        return true;
    }

    @Override
    public void end() {
        if (encounters.fresh() > 0) {
            keep(now);
        }
    }

    /** The last place is the newest's; when all are taken some other one is given up. */
    private void keep(Course course) {
        if (keptCount == KEPT_MAX) {
            int given = chance.below(KEPT_MAX);
            Course freed = kept[given];
            System.arraycopy(kept, given + 1, kept, given, KEPT_MAX - given - 1);
            kept[KEPT_MAX - 1] = freed;
            keptCount--;
        }
        kept[keptCount++].copyFrom(course);
    }

    /** How many schedules are kept now. */
    int kept() {
        return keptCount;
    }
}
