package dev.faultline.peers;

import dev.faultline.execution.PageLocks;

/** {@link PageLocks} for tools that look at plain Java, with the monitor of an object for a page's lock. */
public abstract class MonitorPages {
    private final boolean ordered;
    private final Object[] locks = new Object[PageLocks.PAGES];
    private final int[] contents = new int[PageLocks.PAGES];

    MonitorPages(boolean ordered) {
        this.ordered = ordered;
        for (int page = 0; page < PageLocks.PAGES; page++) {
            locks[page] = new Object();
            contents[page] = page;
        }
    }

    public int write(int to, int from) {
        synchronized (locks[ordered ? Math.min(to, from) : to]) {
            synchronized (locks[ordered ? Math.max(to, from) : from]) {
                int content = contents[from];
                contents[to] = content;
                return content;
            }
        }
    }

    /** All writes of a task. Returns what the last one read. */
    final int writeAll(int[][] writes) {
        int content = 0;
        for (int[] pages : writes) {
            content = write(pages[0], pages[1]);
        }
        return content;
    }

    /** Deadlocks. */
    public static final class Broken extends MonitorPages {
        public Broken() {
            super(false);
        }
    }

    /** Does not. */
    public static final class Ordered extends MonitorPages {
        public Ordered() {
            super(true);
        }
    }
}
