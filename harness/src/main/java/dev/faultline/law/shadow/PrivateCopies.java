package dev.faultline.law.shadow;

import java.util.Arrays;

/**
 * Whether each page of a private mapping has a copy of its own: surely, surely not, or perhaps, while or after
 * something took copies away.
 */
public final class PrivateCopies {
    private static final int ABSENT = 0;
    private static final int PERHAPS = 1;
    private static final int SURE = 2;

    private final int[] states;
    private final int[] changed;
    private final int[] resetting;
    private final int[] resetEnded;
    private final boolean[] madeMeanwhile;

    public PrivateCopies(int pages) {
        states = new int[pages];
        changed = new int[pages];
        resetting = new int[pages];
        resetEnded = new int[pages];
        madeMeanwhile = new boolean[pages];
    }

    public void reset() {
        Arrays.fill(states, ABSENT);
        Arrays.fill(changed, 0);
        Arrays.fill(resetting, 0);
        Arrays.fill(resetEnded, -1);
        Arrays.fill(madeMeanwhile, false);
    }

    public boolean isSure(int page) {
        return states[page] == SURE;
    }

    public boolean isAbsent(int page) {
        return states[page] == ABSENT;
    }

    /** Whether the page has surely had its copy since {@code time}. */
    public boolean wasSureSince(int page, int time) {
        return states[page] == SURE && changed[page] < time;
    }

    /** Whether the page has surely had no copy since {@code time}. */
    public boolean wasAbsentSince(int page, int time) {
        return states[page] == ABSENT && changed[page] < time;
    }

    /** Whether something may have taken the page's copy away since {@code time}. */
    public boolean wasResetSince(int page, int time) {
        return resetting[page] > 0 || resetEnded[page] >= time;
    }

    /**
     * A store has made the copy, if there was none; it went to a frame that was the page's at some instant since {@code
     * since}.
     */
    public void made(int page, int since, int time) {
        if (wasResetSince(page, since)) {
            madeMeanwhile[page] = true;
            change(page, PERHAPS, time);
        } else {
            change(page, SURE, time);
        }
    }

    public void resetBegins(int page, int time) {
        if (resetting[page]++ == 0) {
            madeMeanwhile[page] = false;
        }
        if (states[page] == SURE) {
            change(page, PERHAPS, time);
        }
    }

    public void resetEnds(int page, boolean certain, int time) {
        resetting[page]--;
        resetEnded[page] = time;
        if (certain && !madeMeanwhile[page]) {
            change(page, ABSENT, time);
        }
    }

    /** A page that has come from a fork. */
    public void forked(int page, boolean sure, int time) {
        change(page, sure ? SURE : PERHAPS, time);
    }

    private void change(int page, int state, int time) {
        states[page] = state;
        changed[page] = time;
    }
}
