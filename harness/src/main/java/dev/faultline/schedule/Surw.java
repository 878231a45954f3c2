package dev.faultline.schedule;

import dev.faultline.hardware.Nondeterminism;
import java.util.Arrays;

/**
 * Selectively uniform random walk (Zhao, Wolff, Mathur and Roychoudhury, "Selectively Uniform Concurrency Testing",
 * ASPLOS 2025). A walk that picks evenly among tasks favours, of all interleavings, those in which a short task is done
 * early. One that picks each task in proportion to the steps that it has left makes all interleavings equally likely,
 * but there are so many that an even sample of them is a thin one. So for each run a few steps are declared
 * interesting, here all those on one object that several tasks work on, and only they are interleaved evenly: whose is
 * to come next is drawn beforehand, in proportion to how many each task has left, and a task that comes to another one
 * has to wait. All other steps are taken as they come. In one run of four every step is interesting.
 *
 * <p>How many steps each task has is taken from the run before (see {@link Profile}); the first run after {@link #seed}
 * is a plain walk. Where the count was wrong, and all who can go on would have to wait, a new one of them is drawn.
 */
public final class Surw implements Scheduler {
    private static final int RUNNERS = Nondeterminism.DISK + 1;
    private static final int NOBODY = -1;
    private static final int NO_OBJECT = -1;
    private static final int EVERY_OBJECT = -2;
    private static final int RUNS_OF_ALL = 4;

    private final Chance chance;
    private final Profile profile;
    private final boolean measures;
    private final int[] left = new int[RUNNERS];
    private int interesting;
    private int intended;
    private int waiting;

    public Surw(long seed) {
        this(seed, new Profile(), true);
    }

    /** One that knows the runs of others. */
    Surw(long seed, Profile profile) {
        this(seed, profile, false);
    }

    private Surw(long seed, Profile profile, boolean measures) {
        chance = new Chance(seed);
        this.profile = profile;
        this.measures = measures;
    }

    @Override
    public void seed(long seed) {
        chance.seed(seed);
        if (measures) {
            profile.reset();
        }
    }

    @Override
    public void begin(int tasks) {
        intended = NOBODY;
        waiting = 0;
        interesting = select(tasks);
        Arrays.fill(left, 0);
        for (int task = 0; task < tasks; task++) {
            left[task] = expected(task);
        }
        left[Nondeterminism.DISK] = expected(Nondeterminism.DISK);
        if (measures) {
            profile.begin();
        }
    }

    private int select(int tasks) {
        if (profile.length() == 0) {
            return NO_OBJECT;
        }
        long shared = profile.shared(tasks);
        return shared == 0 || chance.below(RUNS_OF_ALL) == 0 ? EVERY_OBJECT : chance.memberOf(shared);
    }

    private int expected(int task) {
        return switch (interesting) {
            case NO_OBJECT -> 0;
            case EVERY_OBJECT -> profile.count(task);
            default -> profile.count(task, interesting);
        };
    }

    @Override
    public int next(int enabled, int current, int[] pendingSteps) {
        if (measures) {
            profile.decided();
        }
        return pick(enabled, pendingSteps);
    }

    @Override
    public void granted(int task, int step) {
        if (measures) {
            profile.took(task, step);
        }
        if (isInteresting(step)) {
            left[task] = Math.max(0, left[task] - 1);
            if (task == intended) {
                intended = NOBODY;
                waiting = 0;
            }
        }
    }

    private int pick(int enabled, int[] pendingSteps) {
        while (true) {
            int free = enabled & ~waiting;
            if (free == 0) {
                intended = NOBODY;
                waiting = 0;
                free = enabled;
            }
            int task = chance.memberOf(free);
            if (!isInteresting(pendingSteps[task])) {
                return task;
            }
            if (intended == NOBODY) {
                left[task] = Math.max(1, left[task]);
                intended = intend(free);
            }
            if (task == intended) {
                return task;
            }
            waiting |= 1 << task;
        }
    }

    private boolean isInteresting(int step) {
        return interesting == EVERY_OBJECT || interesting == Profile.objectOf(step);
    }

    /** Draws one of the tasks in proportion to how many interesting steps it has left; one of them at least has. */
    private int intend(int among) {
        int all = 0;
        for (int rest = among; rest != 0; rest &= rest - 1) {
            all += left[Integer.numberOfTrailingZeros(rest)];
        }
        int draw = chance.below(all);
        int rest = among;
        while (draw >= left[Integer.numberOfTrailingZeros(rest)]) {
            draw -= left[Integer.numberOfTrailingZeros(rest)];
            rest &= rest - 1;
        }
        return Integer.numberOfTrailingZeros(rest);
    }

    @Override
    public int choose(int task, int bound) {
        return chance.below(bound);
    }

    @Override
    public void end() {
        if (measures) {
            profile.end();
        }
    }
}
