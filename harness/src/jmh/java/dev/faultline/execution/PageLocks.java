package dev.faultline.execution;

import dev.faultline.hardware.Footprint;
import dev.faultline.hardware.Step;
import dev.faultline.hardware.StepKind;
import dev.faultline.hardware.Waitable;
import dev.faultline.schedule.Scheduler;

/**
 * A page cache of which nothing is left but one lock a page: {@code write(to, from)} locks the page that it writes to,
 * then faults in the one that it reads from, which locks it too, copies, and lets go of both. Two tasks write three
 * times each, against one another. The broken one locks in that order and deadlocks; the ordered one locks the page
 * with the lower number first.
 *
 * <p>This is what Faultline is held against other tools with, and has the engine under it and no more: no machine, no
 * laws. Each lock taken, each load and each store is a step; letting go of a lock belongs to the step before it.
 */
public final class PageLocks implements Subject, AutoCloseable {
    public static final int PAGES = 3;
    private static final int[][][] WRITES = {
        {{0, 1}, {1, 2}, {2, 0}},
        {{1, 0}, {2, 1}, {0, 2}}
    };
    public static final int TASKS = WRITES.length;
    private static final Bounds BOUNDS = new Bounds(1000, 8000);

    private final boolean ordered;
    private final Conductor conductor;
    private final Footprint footprint = new Footprint();
    private final PageLock[] locks = new PageLock[PAGES];
    private final int[] contents = new int[PAGES];

    public PageLocks(boolean ordered, Backend backend) {
        this.ordered = ordered;
        for (int page = 0; page < PAGES; page++) {
            locks[page] = new PageLock(page);
        }
        conductor = new Conductor(this, TASKS, backend);
    }

    /** The pages, to and from, of what a task writes: two tasks, three writes each. */
    public static int[][] writes(int task) {
        return WRITES[task].clone();
    }

    /** One execution. */
    public Ending run(Scheduler scheduler) {
        return conductor.run(TASKS, scheduler, Endings.NO_OBSERVER);
    }

    /** The steps that the last execution took. */
    public int steps() {
        return conductor.time();
    }

    @Override
    public void close() {
        conductor.close();
    }

    @Override
    public int begin() {
        for (int page = 0; page < PAGES; page++) {
            locks[page].owner = PageLock.NOBODY;
            contents[page] = page;
        }
        return (1 << TASKS) - 1;
    }

    @Override
    public int operations(int task) {
        return WRITES[task].length;
    }

    @Override
    public int perform(int task, int index) {
        int to = WRITES[task][index][0];
        int from = WRITES[task][index][1];
        PageLock first = locks[ordered ? Math.min(to, from) : to];
        PageLock second = locks[ordered ? Math.max(to, from) : from];
        lock(task, first);
        lock(task, second);
        conductor.preempt(task, Step.of(StepKind.LOAD, from));
        footprint.reads(Footprint.user(from));
        int content = contents[from];
        conductor.preempt(task, Step.of(StepKind.STORE, to));
        footprint.writes(Footprint.user(to));
        contents[to] = content;
        unlock(second);
        unlock(first);
        return content;
    }

    private void lock(int task, PageLock lock) {
        conductor.take(task, Step.of(StepKind.LOCK_FOLIO, lock.page), lock);
        footprint.writes(Footprint.folioLock(lock.page));
        lock.owner = task;
    }

    private void unlock(PageLock lock) {
        footprint.writes(Footprint.folioLock(lock.page));
        lock.owner = PageLock.NOBODY;
    }

    @Override
    public Bounds bounds() {
        return BOUNDS;
    }

    @Override
    public Footprint footprint() {
        return footprint;
    }

    @Override
    public String holdings(int task) {
        StringBuilder held = new StringBuilder();
        for (PageLock lock : locks) {
            if (lock.owner == task) {
                held.append(held.isEmpty() ? "" : ", ").append(lock.describe());
            }
        }
        return held.toString();
    }

    @Override
    public String describe(int task, int index) {
        return "write(" + WRITES[task][index][0] + ", " + WRITES[task][index][1] + ")";
    }

    private static final class PageLock implements Waitable {
        private static final int NOBODY = -1;

        private final int page;
        private int owner = NOBODY;

        private PageLock(int page) {
            this.page = page;
        }

        @Override
        public boolean ready(int task) {
            return owner == NOBODY;
        }

        @Override
        public int holders(int task) {
            return owner == NOBODY ? 0 : 1 << owner;
        }

        @Override
        public String describe() {
            return "the lock of page " + page;
        }
    }
}
