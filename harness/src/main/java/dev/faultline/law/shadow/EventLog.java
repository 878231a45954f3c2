package dev.faultline.law.shadow;

import dev.faultline.hardware.Cell;
import java.util.Arrays;

/** The write events of one execution, as columns that grow and are never given back. */
final class EventLog {
    static final int NONE = -1;
    static final int FOREVER = Integer.MAX_VALUE;

    /** It took effect for certain; without this flag perhaps never. */
    static final int DEFINITE = 1;
    /** Somebody has seen its value, and nothing else explains what they saw. */
    static final int OBSERVED = 1 << 1;
    /** Another event of the register has the same value. */
    static final int TWIN = 1 << 2;
    /** It happened past the end of the file: mappings may show it, reads not. */
    static final int BEYOND = 1 << 3;
    /** Its call returned without it. */
    static final int WITHDRAWN = 1 << 4;
    /** Wildcard: any value but garbage. */
    static final int ANY = 1 << 5;
    /** Wildcard: any value that the source register had by a certain time. */
    static final int OLDER = 1 << 6;
    /** Wildcard: a value that the source register had at one instant of an interval. */
    static final int COPY = 1 << 7;
    /** Of a wildcard: one value for good, fixed by whoever sees it first. */
    static final int SINGLE = 1 << 8;

    static final int WILD = ANY | OLDER | COPY;
    /** A zero between the old end of the file and a write behind it: the file ended before this byte at that instant. */
    static final int GAP = 1 << 9;
    /** A write whose call counted the byte: the file ends behind it from then on. */
    static final int COUNTED = 1 << 10;

    /** A wildcard that is being looked into, which cannot be what explains itself. */
    static final int ASKED = 1 << 11;

    int count;
    int[] register = new int[512];
    int[] older = new int[512];
    int[] flags = new int[512];
    int[] cell = new int[512];
    int[] start = new int[512];
    int[] end = new int[512];
    int[] first = new int[512];
    int[] last = new int[512];
    int[] operation = new int[512];
    int[] source = new int[512];
    int[] sourceFrom = new int[512];
    int[] sourceTo = new int[512];

    void reset() {
        count = 0;
    }

    int add(int inRegister, int value, int from, int to, int how, int byOperation) {
        if (count == register.length) {
            grow();
        }
        int event = count++;
        register[event] = inRegister;
        flags[event] = how;
        cell[event] = value;
        start[event] = last[event] = from;
        end[event] = first[event] = to;
        operation[event] = byOperation;
        return event;
    }

    boolean has(int event, int anyOf) {
        return (flags[event] & anyOf) != 0;
    }

    /** Whether no order reconciles two zones, each given by its first end and last start. */
    static boolean collide(int first, int last, int otherFirst, int otherLast) {
        if (first < last && otherFirst < otherLast) {
            return Math.max(first, otherFirst) < Math.min(last, otherLast);
        } else if (first < last) {
            return otherLast > first && otherFirst < last;
        }
        return otherFirst < otherLast && last > otherFirst && first < otherLast;
    }

    private void grow() {
        int size = 2 * count;
        register = Arrays.copyOf(register, size);
        older = Arrays.copyOf(older, size);
        flags = Arrays.copyOf(flags, size);
        cell = Arrays.copyOf(cell, size);
        start = Arrays.copyOf(start, size);
        end = Arrays.copyOf(end, size);
        first = Arrays.copyOf(first, size);
        last = Arrays.copyOf(last, size);
        operation = Arrays.copyOf(operation, size);
        source = Arrays.copyOf(source, size);
        sourceFrom = Arrays.copyOf(sourceFrom, size);
        sourceTo = Arrays.copyOf(sourceTo, size);
    }

    /**
     * Notes who of a register's events has the same value as this one, which may be among them. A wildcard, for all that is
     * known, has: an event behind one cannot be told from it by the value alone.
     */
    void markTwins(int event, int head) {
        if (has(event, WILD)) {
            return;
        }
        for (int other = head; other != NONE; other = older[other]) {
            if (other == event || has(other, WITHDRAWN)) {
                continue;
            } else if (has(other, WILD)) {
                flags[event] |= TWIN;
            } else if (cell[other] == cell[event]) {
                flags[other] |= TWIN;
                flags[event] |= TWIN;
            }
        }
    }

    /** When the last of a register's events may have taken effect. */
    int latestEnd(int head) {
        int latest = Integer.MIN_VALUE;
        for (int event = head; event != NONE; event = older[event]) {
            if (!has(event, WITHDRAWN)) {
                latest = Math.max(latest, end[event]);
            }
        }
        return latest;
    }

    /** Somebody saw its value at an instant of the interval. */
    void see(int event, int from, int to) {
        flags[event] |= OBSERVED;
        first[event] = Math.min(first[event], to);
        last[event] = Math.max(last[event], from);
    }

    /** Of a register's events, one whose zone cannot be reconciled with this one's, were it seen in the interval; or none. */
    int conflict(int event, int head, int from, int to) {
        int firstEnd = Math.min(first[event], to);
        int lastStart = Math.max(last[event], from);
        for (int other = head; other != NONE; other = older[other]) {
            if (other != event
                    && has(other, DEFINITE | OBSERVED)
                    && !has(other, WITHDRAWN)
                    && collide(firstEnd, lastStart, first[other], last[other])) {
                return other;
            }
        }
        return coverOf(event, head, from);
    }

    /** Whether one of a register's events, begun by {@code until}, has the value. */
    boolean held(int head, int value, int until) {
        for (int event = head; event != NONE; event = older[event]) {
            if (cell[event] == value && start[event] <= until && !has(event, WILD | WITHDRAWN)) {
                return true;
            }
        }
        return false;
    }

    /** Of a register's events, the next after {@code event}, or the first where that is none, of values that an operation took from elsewhere and that are known; or none. */
    int taken(int event, int head, int byOperation) {
        for (int next = event == NONE ? head : older[event]; next != NONE; next = older[next]) {
            if (operation[next] == byOperation && !has(next, GAP | WILD | WITHDRAWN)) {
                return next;
            }
        }
        return NONE;
    }

    /** Whether a wildcard of an operation has been found to have had the value, which then has an event of its own. */
    boolean isTaken(int event, int head, int value) {
        for (int other = taken(NONE, head, operation[event]);
                other != NONE;
                other = taken(other, head, operation[event])) {
            if (cell[other] == value) {
                return true;
            }
        }
        return false;
    }

    /** Of a register's events, the newest that surely happened by this operation, or none. */
    int eventOf(int head, int byOperation) {
        for (int event = head; event != NONE; event = older[event]) {
            if (operation[event] == byOperation && has(event, DEFINITE) && !has(event, WITHDRAWN)) {
                return event;
            }
        }
        return NONE;
    }

    /**
     * What proves that a gap's zero was gone by {@code from}: a write that was counted by then, after which no
     * truncation can have brought the end of the file back. There may be none.
     */
    int coverOf(int event, int head, int from) {
        if (!has(event, GAP)) {
            return NONE;
        }
        for (int write = head; write != NONE; write = older[write]) {
            if (has(write, COUNTED) && end[write] < from && !cutOffSince(start[write], head)) {
                return write;
            }
        }
        return NONE;
    }

    private boolean cutOffSince(int time, int head) {
        for (int event = head; event != NONE; event = older[event]) {
            if (cell[event] == Cell.ZERO
                    && !has(event, GAP | WITHDRAWN | COUNTED)
                    && start[event] >= 0
                    && end[event] >= time) {
                return true;
            }
        }
        return false;
    }
}
