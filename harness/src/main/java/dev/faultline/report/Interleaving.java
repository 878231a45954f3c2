package dev.faultline.report;

import java.util.List;

/**
 * What happened, in order: the plain data under the table of a report.
 *
 * @param columns the tasks that took part, and the disk where it did
 */
public record Interleaving(List<String> columns, List<Row> rows) {
    public Interleaving {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** How much a reader wants to see a row. */
    public enum Weight {
        /** Shown as a number of steps, together with its neighbours. */
        MINOR,
        /** Always shown. */
        MAJOR
    }

    /**
     * One step.
     *
     * @param time the number of the step, from 1
     * @param column whose step it was
     * @param held what the task holds after the step, empty for nothing
     */
    public record Row(int time, int column, String text, String held, Weight weight) {}
}
