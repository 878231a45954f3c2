package dev.faultline.law.shadow;

import static dev.faultline.law.shadow.EventLog.DEFINITE;
import static dev.faultline.law.shadow.EventLog.WILD;
import static dev.faultline.law.shadow.EventLog.WITHDRAWN;

import java.util.Arrays;

/** Finds out why an observation was refused, when nobody has to hurry any more. */
final class Inquiry {
    private final Registers registers;
    private final EventLog log;

    Inquiry(Registers registers, EventLog log) {
        this.registers = registers;
        this.log = log;
    }

    Refusal refusal(int head, int cell, int from, int to, boolean content) {
        int[] legal = new int[log.count];
        int legalCount = 0;
        Refusal.Reason reason = Refusal.Reason.NEVER_WRITTEN;
        int blocker = EventLog.NONE;
        boolean open = false;
        for (int event = head; event != EventLog.NONE; event = log.older[event]) {
            boolean wild = log.has(event, WILD);
            boolean fits = wild || registers.matches(event, log.cell[event], from, to, content);
            int conflict = registers.conflict(event, from, to);
            if (fits && conflict == EventLog.NONE && log.start[event] <= to) {
                open |= wild;
                if (!wild) {
                    legal[legalCount++] = log.cell[event];
                }
            }
            boolean same = wild ? registers.takings().mayBeOf(event, cell) : log.cell[event] == cell;
            if (same && reason == Refusal.Reason.NEVER_WRITTEN) {
                blocker = conflict;
                reason = reason(event, fits, conflict);
            }
        }
        int by = blocker == EventLog.NONE || log.has(blocker, WILD) ? cell : log.cell[blocker];
        return new Refusal(reason, by, Arrays.copyOf(legal, legalCount), open);
    }

    private Refusal.Reason reason(int event, boolean fits, int conflict) {
        if (log.has(event, WITHDRAWN)) {
            return Refusal.Reason.WITHDRAWN;
        } else if (!fits) {
            return Refusal.Reason.BEYOND_END;
        } else if (conflict == EventLog.NONE) {
            return Refusal.Reason.NEVER_WRITTEN;
        }
        boolean overwritten = log.has(conflict, DEFINITE) && registers.precedes(event, conflict);
        return overwritten ? Refusal.Reason.OVERWRITTEN : Refusal.Reason.OUT_OF_ORDER;
    }
}
