package dev.faultline.law.shadow;

import java.util.Arrays;

/**
 * What each virtual page may allow, now and since each running call began: a set of possible states, since a mapping
 * that is being changed may already be as it will be, or still as it was. When several changes of a page overlap, all
 * that they could lead to stays possible until the next change; a new protection may still meet a mapping that was begun
 * after it. Pages that are being moved may allow at their new place whatever they may allow at the old one meanwhile.
 */
public final class PageRights {
    /** Protection bit: loads. */
    public static final int READ = 1;
    /** Protection bit: stores. */
    public static final int WRITE = 2;

    private static final int UNMAPPED = 1;
    private static final int WRITABLE = mapped(READ | WRITE);
    private static final int READABLE = mapped(READ) | WRITABLE;

    private final int pages;
    private final int[] possible;
    private final int[] changing;
    private final int[] protecting;
    private final boolean[] overlapped;
    private final int[] since;
    private final int[] before;
    private final long[] targets;

    public PageRights(int pages, int tasks) {
        this.pages = pages;
        possible = new int[pages];
        changing = new int[pages];
        protecting = new int[pages];
        overlapped = new boolean[pages];
        since = new int[pages * tasks];
        before = new int[pages * tasks];
        targets = new long[pages];
    }

    /** As on most processors, what may be written may be read. */
    private static int mapped(int protection) {
        return UNMAPPED << 1 + ((protection & WRITE) != 0 ? READ | WRITE : protection);
    }

    /** A new execution: nothing is mapped. */
    public void reset() {
        Arrays.fill(possible, UNMAPPED);
        Arrays.fill(changing, 0);
        Arrays.fill(protecting, 0);
        Arrays.fill(overlapped, false);
        Arrays.fill(targets, 0);
    }

    /** The page is mapped before the run. */
    public void initially(int page, int protection) {
        possible[page] = mapped(protection);
    }

    /** A call of the task begins: from now on it is kept what these pages allowed meanwhile. */
    public void callBegins(int task, int from, int to) {
        System.arraycopy(possible, from, since, task * pages + from, to - from);
    }

    /** The task begins to map the page, or to change what it allows. */
    public void protectBegins(int task, int page, int protection, boolean mapping) {
        if (!mapping) {
            protecting[page] |= mapped(protection);
        }
        begins(task, page, protectedFrom(possible[page], protection, mapping));
    }

    /** @param done whether it succeeded; a change that stopped at a hole may have reached the page or not */
    public void protectEnds(int task, int page, int protection, boolean mapping, boolean done) {
        int old = before[task * pages + page];
        ends(page, done ? protectedFrom(old, protection, mapping) : mapping ? old : possible[page]);
    }

    public void unmapBegins(int task, int page) {
        begins(task, page, UNMAPPED);
    }

    public void unmapEnds(int task, int page, boolean done) {
        ends(page, done ? UNMAPPED : before[task * pages + page]);
    }

    /** The task begins to move what a page shows to another. */
    public void moveBegins(int task, int from, int to) {
        begins(task, from, UNMAPPED);
        begins(task, to, possible[from] & ~UNMAPPED);
        targets[from] |= 1L << to;
    }

    public void moveEnds(int task, int from, int to, boolean done) {
        targets[from] &= ~(1L << to);
        ends(from, done ? UNMAPPED : before[task * pages + from]);
        ends(to, done ? since[task * pages + from] & ~UNMAPPED : before[task * pages + to]);
    }

    /** Whether pages that the task is moving were mapped before and allow the same, while nobody else changes them. */
    public boolean mustMove(int task, int first, int count) {
        int states = before[task * pages + first];
        boolean must = Integer.bitCount(states) == 1 && states != UNMAPPED;
        for (int page = first; page < first + count; page++) {
            must &= before[task * pages + page] == states && !overlapped[page];
        }
        return must;
    }

    /** Whether the page may have been mapped at some time since the task's call began. */
    public boolean mayBeMapped(int task, int page) {
        return (since[task * pages + page] & ~UNMAPPED) != 0;
    }

    /** Whether the page has been mapped since the task's call began. */
    public boolean isMappedThroughout(int task, int page) {
        return (since[task * pages + page] & UNMAPPED) == 0;
    }

    /** A fork by the task has given the child's page what the parent's allowed at some instant of it. */
    public void forked(int task, int parent, int child) {
        possible[child] = since[task * pages + parent];
    }

    private static int protectedFrom(int states, int protection, boolean mapping) {
        if (mapping) {
            return mapped(protection);
        }
        return states & UNMAPPED | ((states & ~UNMAPPED) == 0 ? 0 : mapped(protection));
    }

    private void begins(int task, int page, int alone) {
        boolean isMapped = ((possible[page] | alone) & ~UNMAPPED) != 0;
        int reached = isMapped ? alone | protecting[page] : alone;
        before[task * pages + page] = possible[page];
        overlapped[page] |= changing[page]++ > 0;
        reach(page, reached);
    }

    private void reach(int page, int reached) {
        possible[page] |= reached;
        for (int at = page; at < since.length; at += pages) {
            since[at] |= reached;
        }
        int moved = reached & ~UNMAPPED;
        for (long rest = moved == 0 ? 0 : targets[page]; rest != 0; rest &= rest - 1) {
            int to = Long.numberOfTrailingZeros(rest);
            reach(to, moved | protecting[to]);
        }
    }

    private void ends(int page, int reached) {
        if (--changing[page] == 0) {
            protecting[page] = 0;
        }
        if (!overlapped[page]) {
            possible[page] = reached;
        } else if (changing[page] == 0) {
            overlapped[page] = false;
        }
    }

    /** Whether the page may have allowed the access at some time since the task's call began. */
    public boolean mayAllow(int task, int page, boolean store) {
        int states = since[task * pages + page];
        return (states & (store ? WRITABLE : READABLE)) != 0;
    }

    /** Whether the page allowed the access throughout the task's call. */
    public boolean mustAllow(int task, int page, boolean store) {
        int states = since[task * pages + page];
        return (states & ~(store ? WRITABLE : READABLE)) == 0;
    }
}
