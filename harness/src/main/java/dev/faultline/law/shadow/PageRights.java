package dev.faultline.law.shadow;

import java.util.Arrays;

/**
 * What each virtual page may allow, now and since each running call began: a set of possible states, since a mapping
 * that is being changed may already be as it will be, or still as it was. When several changes of a page overlap, all
 * that they could lead to stays possible until the next change; a new protection may still meet a mapping that was begun
 * after it.
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

    public PageRights(int pages, int tasks) {
        this.pages = pages;
        possible = new int[pages];
        changing = new int[pages];
        protecting = new int[pages];
        overlapped = new boolean[pages];
        since = new int[pages * tasks];
        before = new int[pages * tasks];
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
        possible[page] |= reached;
        for (int at = page; at < since.length; at += pages) {
            since[at] |= reached;
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
