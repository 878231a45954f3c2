package dev.faultline.execution;

import dev.faultline.hardware.Nondeterminism;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What happened in one execution, step by step, in words. Kept only while the observer {@link Observer#recording() asks
 * for it}.
 */
public final class StepLog {
    /**
     * One step.
     *
     * @param time when it was granted; an operation's return has the time of the last step before it
     * @param task who took it, possibly the disk
     * @param step the step as a number
     * @param text what it did
     */
    public record Entry(int time, int task, int step, String text) {
        /** One line, for example {@code 12 task 0: locks folio F:0}. */
        @Override
        public String toString() {
            return time + (task == Nondeterminism.DISK ? " disk: " : " task " + task + ": ") + text;
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private boolean noted;

    void clear() {
        entries.clear();
    }

    /** @param text what the step is about to do, until more is known */
    void step(int time, int task, int step, String text) {
        entries.add(new Entry(time, task, step, text));
        noted = false;
    }

    /** Says better what the last step was, or what else it did. */
    void note(int task, String text) {
        if (entries.isEmpty()) {
            return;
        }
        Entry last = entries.get(entries.size() - 1);
        String better = noted ? last.text() + ", " + text : text;
        entries.set(entries.size() - 1, new Entry(last.time(), last.task(), last.step(), better));
        noted = true;
    }

    /** Says of the last step what it waits for, unless what it did was said already. */
    void waits(int task, String text) {
        if (!noted) {
            note(task, text);
            noted = false;
        }
    }

    public List<Entry> entries() {
        return Collections.unmodifiableList(entries);
    }

    /** One line a step. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        entries.forEach(entry -> text.append(entry).append('\n'));
        return text.toString();
    }
}
