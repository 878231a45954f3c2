package dev.faultline.law.shadow;

import static dev.faultline.law.shadow.EventLog.ANY;
import static dev.faultline.law.shadow.EventLog.BEYOND;
import static dev.faultline.law.shadow.EventLog.COPY;
import static dev.faultline.law.shadow.EventLog.DEFINITE;
import static dev.faultline.law.shadow.EventLog.OBSERVED;
import static dev.faultline.law.shadow.EventLog.OLDER;
import static dev.faultline.law.shadow.EventLog.SINGLE;
import static dev.faultline.law.shadow.EventLog.TWIN;
import static dev.faultline.law.shadow.EventLog.WILD;
import static dev.faultline.law.shadow.EventLog.WITHDRAWN;

import dev.faultline.hardware.Cell;

/**
 * Bytes as atomic registers: what may have been written to each, and whether what somebody saw there can be true.
 *
 * <p>A write is known only by an interval in which it took effect, and while its call runs it may yet turn out never to
 * have. An observation says that some instant of its own interval had a value. All observations together are true if
 * one order of the writes, each at an instant of its interval, explains them. Gibbons and Korach ("Testing shared
 * memories", SIAM J. Comput. 26, 1997) show that with distinct values this needs no search: take each write with the
 * observations of its value; let <i>first</i> be the earliest end and <i>last</i> the latest start among them. If first
 * &lt; last the value was there throughout, a forward zone; else the value was there at some instant of [last, first],
 * a backward zone. An order exists exactly if no two forward zones overlap and no backward zone lies within a forward
 * one. So a check compares one zone with the others of its register.
 *
 * <p>Values are not always distinct: a file may be written over with its own bytes, and zeros come from many places. An
 * observation that several writes explain is believed and binds none of them, which errs on the strategy's side only. A
 * write that may not have happened binds nobody until it is the only explanation of something seen.
 *
 * <p>Wildcards stand for values that the outside cannot know: a page of a private mapping shows the file's bytes of now
 * or of some earlier time, a forked page its parent's byte of some instant of the fork, the buffer of a running read
 * anything. A wildcard that holds one value is fixed by the first who sees it. For copies that nobody watches see {@link Takings}.
 *
 * <p>A register that nothing was written to keeps no log, and the usual observation, of the newest write after all
 * others have ended, is answered without a look at the others. Nothing is allocated once the columns have grown.
 */
public final class Registers {
    /** Result of {@link #observe}: legal, but no single write explains it. */
    public static final int UNCERTAIN = -1;
    /** Result of {@link #observe}: no order of the writes explains it. */
    public static final int ILLEGAL = -2;
    /** The end of a write whose call still runs. */
    public static final int FOREVER = EventLog.FOREVER;

    private static final int BEFORE_ALL = -1;

    private final EventLog log = new EventLog();
    private final Takings takings = new Takings(this, log);
    private final int[] heads;
    private final int[] othersEnd;
    private final int[] stamps;
    private final int[] initialCells;
    private final int[] initialFlags;
    private final int[] initialSources;
    private int stamp;

    public Registers(int count) {
        heads = new int[count];
        othersEnd = new int[count];
        stamps = new int[count];
        initialCells = new int[count];
        initialFlags = new int[count];
        initialSources = new int[count];
        stamp = 1;
    }

    /**
     * Says what a register holds at the start of every execution; {@code beyond} the end of its file, no read may find
     * it.
     */
    public void initially(int register, int cell, boolean beyond) {
        initialCells[register] = cell;
        initialFlags[register] = beyond ? BEYOND : 0;
    }

    /** Says that at the start a register shows what another holds or held. */
    public void initiallyShows(int register, int source) {
        initialFlags[register] = OLDER;
        initialSources[register] = source;
    }

    /** Copies from one register to another that nobody watches. */
    public Takings takings() {
        return takings;
    }

    /** Forgets what was written. */
    public void reset() {
        stamp++;
        log.reset();
    }

    /** A write of {@code cell} that happened at {@code time}. */
    public int wrote(int register, int cell, int time) {
        return add(register, cell, time, time, DEFINITE, EventLog.NONE);
    }

    /** A write of {@code cell} that may happen from {@code start} on, by an operation that is still running. */
    public int mayWrite(int register, int cell, int start, int operation) {
        return add(register, cell, start, FOREVER, 0, operation);
    }

    /** From {@code start} on the register may hold anything, and change at will, until this is settled. */
    public int mayHoldAnything(int register, int start) {
        return add(register, 0, start, FOREVER, ANY, EventLog.NONE);
    }

    /** In the interval the register took one unknown value. */
    public int tookUnknown(int register, int start, int end) {
        return add(register, 0, start, end, ANY | SINGLE | DEFINITE, EventLog.NONE);
    }

    /** From some instant after {@code start} on the register may show what {@code source} holds or held. */
    public int mayShow(int register, int source, int start) {
        return addFrom(register, source, start, FOREVER, OLDER, BEFORE_ALL, FOREVER);
    }

    /**
     * At {@code time} the register took for good one value that {@code source} had had by then; without {@code
     * certain}, perhaps.
     */
    public int froze(int register, int source, int time, boolean certain) {
        return addFrom(register, source, time, time, OLDER | SINGLE | (certain ? DEFINITE : 0), BEFORE_ALL, time);
    }

    /** In the interval the register, new until then, took the value that {@code source} had at one of its instants. */
    public void copied(int register, int source, int start, int end) {
        if (stamps[source] != stamp && (initialFlags[source] & WILD) == 0) {
            add(register, initialCells[source], start, end, DEFINITE, EventLog.NONE);
        } else {
            addFrom(register, source, start, end, COPY | SINGLE | DEFINITE, start, end);
        }
    }

    /** As {@link #copied}, but perhaps not, so that the value stays open. */
    public void mayCopy(int register, int source, int start, int end) {
        addFrom(register, source, start, end, COPY, start, end);
    }

    int addFrom(int register, int source, int start, int end, int flags, int sourceFrom, int sourceTo) {
        int event = add(register, 0, start, end, flags, EventLog.NONE);
        log.source[event] = source;
        log.sourceFrom[event] = sourceFrom;
        log.sourceTo[event] = sourceTo;
        return event;
    }

    private int add(int register, int cell, int start, int end, int flags, int operation) {
        touch(register);
        int event = log.add(register, cell, start, end, flags, operation);
        int head = heads[register];
        if (!log.has(head, WITHDRAWN)) {
            othersEnd[register] = Math.max(othersEnd[register], log.end[head]);
        }
        log.older[event] = head;
        heads[register] = event;
        log.markTwins(event, head);
        return event;
    }

    /** Gives what the register holds at the start an event of its own, so that an observation can name it. */
    public void remember(int register) {
        touch(register);
    }

    private void touch(int register) {
        if (stamps[register] == stamp) {
            return;
        }
        stamps[register] = stamp;
        int flags = DEFINITE | initialFlags[register];
        int event = log.add(register, initialCells[register], BEFORE_ALL, BEFORE_ALL, flags, EventLog.NONE);
        log.source[event] = initialSources[register];
        log.sourceFrom[event] = BEFORE_ALL;
        log.sourceTo[event] = FOREVER;
        log.older[event] = EventLog.NONE;
        heads[register] = event;
        othersEnd[register] = BEFORE_ALL - 1;
    }

    /** The event happened, by {@code end} at the latest. */
    public void happened(int event, int end) {
        log.flags[event] |= DEFINITE;
        settle(event, end);
    }

    /** The event happened by {@code end} or not at all. */
    public void settle(int event, int end) {
        log.end[event] = end;
        log.first[event] = Math.min(log.first[event], end);
        refreshUnlessNewest(event);
    }

    /** Marks the event as a zero that stands for the file's having ended before this byte. */
    public void gap(int event) {
        log.flags[event] |= EventLog.GAP;
    }

    /** The event was counted by its call, and happened by {@code end} at the latest. */
    public void counted(int event, int end) {
        log.flags[event] |= EventLog.COUNTED;
        happened(event, end);
    }

    /** Marks the event as past the end of its file, never to become content. */
    public void beyond(int event) {
        log.flags[event] |= BEYOND;
    }

    /** The event did not happen. False if it is the only explanation of something that was seen. */
    public boolean withdraw(int event) {
        log.flags[event] |= WITHDRAWN;
        refreshUnlessNewest(event);
        return !log.has(event, OBSERVED);
    }

    /** Unless it is the newest, the event is one of those behind it, and one of these has changed. */
    private void refreshUnlessNewest(int event) {
        int register = log.register[event];
        if (heads[register] != event) {
            othersEnd[register] = log.latestEnd(log.older[heads[register]]);
        }
    }

    /**
     * Somebody found {@code cell} at some instant of {@code [from, to]}, the latter being now.
     *
     * @param content whether it was found as content of the file, so that bytes past the end do not count
     * @return the write that it proves, {@link #UNCERTAIN} or {@link #ILLEGAL}
     */
    public int observe(int register, int cell, int from, int to, boolean content) {
        if (stamps[register] != stamp) {
            if (initialFlags[register] == 0 && initialCells[register] == cell) {
                return UNCERTAIN;
            }
            touch(register);
        }
        int head = heads[register];
        boolean plain = !log.has(head, TWIN | BEYOND | WITHDRAWN | WILD);
        if (plain && log.cell[head] == cell && log.start[head] > othersEnd[register]) {
            log.see(head, from, to);
            return head;
        }
        int event = find(register, cell, from, to, content);
        if (event >= 0) {
            return commit(event, cell, from, to);
        }
        return event;
    }

    /** Whether {@link #observe} would find this legal. */
    public boolean allows(int register, int cell, int from, int to, boolean content) {
        if (stamps[register] != stamp) {
            if (initialFlags[register] == 0) {
                return initialCells[register] == cell;
            }
            touch(register);
        }
        return find(register, cell, from, to, content) != ILLEGAL;
    }

    private int find(int register, int cell, int from, int to, boolean content) {
        int found = ILLEGAL;
        for (int event = heads[register]; event != EventLog.NONE; event = log.older[event]) {
            if (log.start[event] <= to
                    && matches(event, cell, from, to, content)
                    && conflict(event, from, to) == EventLog.NONE) {
                if (found != ILLEGAL) {
                    return UNCERTAIN;
                }
                found = event;
            }
        }
        return found;
    }

    boolean matches(int event, int cell, int from, int to, boolean content) {
        int flags = log.flags[event];
        if ((flags & WITHDRAWN) != 0) {
            return false;
        } else if ((flags & WILD) == 0) {
            return log.cell[event] == cell && ((flags & BEYOND) == 0 || !content);
        } else if ((flags & ANY) != 0) {
            return !Cell.isPoison(cell) && ((flags & SINGLE) != 0 || from <= log.end[event]);
        } else if ((flags & OLDER) != 0) {
            return everHeld(log.source[event], cell, Math.min(to, log.sourceTo[event]));
        }
        return takings.matches(event, cell);
    }

    private boolean everHeld(int register, int cell, int until) {
        if (stamps[register] != stamp) {
            return initialCells[register] == cell;
        }
        return log.held(heads[register], cell, until) || takings.held(heads[register], cell, until);
    }

    /** An event whose zone cannot be reconciled with this one's, once widened by an observation; or none. */
    int conflict(int event, int from, int to) {
        return log.conflict(event, heads[log.register[event]], from, to);
    }

    private int commit(int found, int cell, int from, int to) {
        int event = found;
        if (log.has(event, WILD) && !log.has(event, SINGLE)) {
            if (log.operation[event] == EventLog.NONE) {
                return event;
            }
            event = add(log.register[event], cell, log.start[event], log.end[event], 0, log.operation[event]);
        } else if (log.has(event, WILD)) {
            log.cell[event] = cell;
            log.flags[event] &= ~WILD;
            log.markTwins(event, heads[log.register[event]]);
        }
        log.see(event, from, to);
        return event;
    }

    /** Whether the write of {@code event} surely was over before {@code other} began. */
    public boolean precedes(int event, int other) {
        return log.end[event] < log.start[other];
    }

    /** Whether the write of {@code event} surely began after {@code time}. */
    public boolean startsAfter(int event, int time) {
        return log.start[event] > time;
    }

    /** What the event wrote. */
    public int cell(int event) {
        return log.cell[event];
    }

    /** The operation that made the event, or -1. */
    public int operation(int event) {
        return log.operation[event];
    }

    /** The newest event of a register that something was written to, or -1. */
    public int newest(int register) {
        return stamps[register] == stamp ? heads[register] : EventLog.NONE;
    }

    /** The event of the same register made before this one, or -1. */
    public int older(int event) {
        return log.older[event];
    }

    /**
     * Whether the event, for all that is known, may have written a value: not what was there at the start, and not
     * withdrawn.
     */
    public boolean mayHaveWritten(int event, int cell) {
        if (log.start[event] == BEFORE_ALL || log.has(event, WITHDRAWN)) {
            return false;
        }
        return log.has(event, WILD) ? takings.mayBeOf(event, cell) : log.cell[event] == cell;
    }

    /** A write that surely happened to the register by this operation, or -1. */
    public int eventOf(int register, int operation) {
        return stamps[register] == stamp ? log.eventOf(heads[register], operation) : EventLog.NONE;
    }

    /** Why an observation is illegal, and what would have been legal: made only once a law is broken. */
    public Refusal refusal(int register, int cell, int from, int to, boolean content) {
        touch(register);
        return new Inquiry(this, log).refusal(heads[register], cell, from, to, content);
    }

    /** Whether a cell was ever written to one of the registers {@code [from, to)}, or was there at the start. */
    public boolean appears(int cell, int from, int to) {
        for (int register = from; register < to; register++) {
            touch(register);
            for (int event = heads[register]; event != EventLog.NONE; event = log.older[event]) {
                if (log.cell[event] == cell && !log.has(event, WILD)) {
                    return true;
                }
            }
        }
        return false;
    }
}
