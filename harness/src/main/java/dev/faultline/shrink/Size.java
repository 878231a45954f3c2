package dev.faultline.shrink;

import dev.faultline.scenario.Scenario;
import java.util.Comparator;

/**
 * How large a failing run is; smaller comes first.
 *
 * <p>This is the order of shrinking, stated here and nowhere else: tasks, operations, pages, preemptions, values, steps. What a reader must hold
 * in mind comes first: each task is a column of the table, each operation a line of the program, each page a thing that has a state. A
 * preemption is dearer to a reader than any number, so a smaller offset never buys one; but an operation less is worth a preemption more. Steps
 * come last because they follow from all the rest.
 *
 * <p>A disk error or a full disk that is injected is an actor too, and the one that a reader believes in last: it counts as two tasks, so that reclaim, which can do
 * much of the same, is preferred where it does. So does a page that is bad for ever.
 *
 * <p>A shrink is accepted only if it comes before what there is, so shrinking ends, and ends where no pass finds anything smaller.
 */
record Size(int tasks, int operations, int pages, int preemptions, int values, int steps) implements Comparable<Size> {
    private static final Comparator<Size> ORDER = Comparator.comparingInt(Size::tasks)
            .thenComparingInt(Size::operations)
            .thenComparingInt(Size::pages)
            .thenComparingInt(Size::preemptions)
            .thenComparingInt(Size::values)
            .thenComparingInt(Size::steps);
    private static final int TASKS_AN_ERROR = 2;

    static Size of(Scenario scenario, int preemptions, int steps) {
        return new Size(
                scenario.tasks().size() + TASKS_AN_ERROR * (scenario.machine().troubles() + scenario.badPages()),
                scenario.operationCount(),
                ScenarioSize.pages(scenario),
                preemptions,
                ScenarioSize.values(scenario),
                steps);
    }

    @Override
    public int compareTo(Size other) {
        return ORDER.compare(this, other);
    }
}
