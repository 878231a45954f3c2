package dev.faultline.law.shadow;

import static dev.faultline.law.shadow.EventLog.ASKED;
import static dev.faultline.law.shadow.EventLog.COPY;
import static dev.faultline.law.shadow.EventLog.COUNTED;
import static dev.faultline.law.shadow.EventLog.NONE;
import static dev.faultline.law.shadow.EventLog.SINGLE;

/**
 * Copies from one register to another that nobody watches, as from file to file. While one runs, its target may take any value that the
 * source has had since it began; so it is a wildcard, and each value that is seen becomes a write of its own. What is left of it when it
 * has been counted holds one value, which the first to see it fixes.
 *
 * <p>Copies can go in a circle, F to G and G to F. A wildcard that is reached again from itself explains nothing: a value that goes round must
 * have come in somewhere, and from there it is found without going round.
 */
public final class Takings {
    private final Registers registers;
    private final EventLog log;

    Takings(Registers registers, EventLog log) {
        this.registers = registers;
        this.log = log;
    }

    /** An operation begins that may bring the register, from {@code start} on, values that {@code source} has had since then. */
    public int begin(int register, int source, int start, int operation) {
        int event = registers.addFrom(register, source, start, EventLog.FOREVER, COPY, start, EventLog.FOREVER);
        log.operation[event] = operation;
        return event;
    }

    /** The operation is over and brought nothing. False if something else was seen. */
    public boolean withdraw(int event, int end) {
        boolean unseen = true;
        int head = registers.newest(log.register[event]);
        int operation = log.operation[event];
        for (int seen = log.taken(NONE, head, operation); seen != NONE; seen = log.taken(seen, head, operation)) {
            unseen &= registers.withdraw(seen);
        }
        log.sourceTo[event] = end;
        return registers.withdraw(event) && unseen;
    }

    /**
     * The operation is over and what it brought is counted.
     *
     * @param cell what the register holds now: where it had been seen before, no other is left to be found out
     */
    public void count(int event, int cell, int end) {
        int head = registers.newest(log.register[event]);
        int operation = log.operation[event];
        for (int seen = log.taken(NONE, head, operation); seen != NONE; seen = log.taken(seen, head, operation)) {
            registers.counted(seen, end);
        }
        log.sourceTo[event] = end;
        if (log.isTaken(event, head, cell)) {
            registers.withdraw(event);
        } else {
            log.flags[event] |= SINGLE | COUNTED;
            registers.happened(event, end);
        }
    }

    /** Whether a wildcard explains a value that no other event of its operation does. */
    boolean matches(int event, int cell) {
        boolean known = log.operation[event] != NONE && log.isTaken(event, registers.newest(log.register[event]), cell);
        return !known && sourceHad(event, cell);
    }

    /** Whether a wildcard stands for an operation that may have brought the value, or have been about to. */
    boolean mayBeOf(int event, int cell) {
        return log.has(event, COPY) && log.operation[event] != NONE && sourceHad(event, cell);
    }

    private boolean sourceHad(int event, int cell) {
        if (log.has(event, ASKED)) {
            return false;
        }
        log.flags[event] |= ASKED;
        boolean had = registers.allows(log.source[event], cell, log.sourceFrom[event], log.sourceTo[event], false);
        log.flags[event] &= ~ASKED;
        return had;
    }

    /** Whether one of a register's wildcards, begun by {@code until}, explains the value. */
    boolean held(int head, int cell, int until) {
        for (int event = head; event != NONE; event = log.older[event]) {
            if (log.has(event, COPY)
                    && log.start[event] <= until
                    && registers.matches(event, cell, until, until, false)) {
                return true;
            }
        }
        return false;
    }
}
