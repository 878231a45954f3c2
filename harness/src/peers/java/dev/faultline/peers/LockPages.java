package dev.faultline.peers;

import dev.faultline.execution.PageLocks;
import java.util.concurrent.locks.ReentrantLock;

/** {@link PageLocks} for tools that look at plain Java, with a {@link ReentrantLock} for a page's lock. */
public abstract class LockPages {
    private final boolean ordered;
    private final ReentrantLock[] locks = new ReentrantLock[PageLocks.PAGES];
    private final int[] contents = new int[PageLocks.PAGES];

    LockPages(boolean ordered) {
        this.ordered = ordered;
        for (int page = 0; page < PageLocks.PAGES; page++) {
            locks[page] = new ReentrantLock();
            contents[page] = page;
        }
    }

    public int write(int to, int from) {
        ReentrantLock first = locks[ordered ? Math.min(to, from) : to];
        ReentrantLock second = locks[ordered ? Math.max(to, from) : from];
        first.lock();
        second.lock();
        int content = contents[from];
        contents[to] = content;
        second.unlock();
        first.unlock();
        return content;
    }

    /** Deadlocks. */
    public static final class Broken extends LockPages {
        public Broken() {
            super(false);
        }
    }

    /** Does not. */
    public static final class Ordered extends LockPages {
        public Ordered() {
            super(true);
        }
    }
}
