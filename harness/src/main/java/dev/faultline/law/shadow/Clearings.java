package dev.faultline.law.shadow;

import java.util.Arrays;

/**
 * Which virtual pages are just losing their entries, and since when. Between the removal of an entry and the flush that
 * follows it, a TLB may still lead to the frame that was there, which by then may be no longer the file's: a truncation
 * finds no entry that it would have to flush. Linux's {@code munmap} leaves the same window, and promises nothing to
 * whoever looks through it.
 */
public final class Clearings {
    /** What {@link #since} returns for a page that nobody clears. */
    public static final int NEVER = Integer.MAX_VALUE;

    private final int[] running;
    private final int[] since;
    private final int[] ended;

    public Clearings(int pages) {
        running = new int[pages];
        since = new int[pages];
        ended = new int[pages];
    }

    public void reset() {
        Arrays.fill(running, 0);
        Arrays.fill(ended, -1);
    }

    public void begins(int page, int now) {
        if (running[page]++ == 0) {
            since[page] = now;
        }
    }

    public void ends(int page, int now) {
        running[page]--;
        ended[page] = now;
    }

    /** When the first of the calls began that clear the page now. */
    public int since(int page) {
        return running[page] > 0 ? since[page] : NEVER;
    }

    /** Whether the page was being cleared at some instant since {@code from}. */
    public boolean wasRunningSince(int page, int from) {
        return running[page] > 0 || ended[page] >= from;
    }
}
