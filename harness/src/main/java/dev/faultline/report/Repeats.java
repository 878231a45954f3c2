package dev.faultline.report;

import java.util.ArrayList;
import java.util.List;

/** Finds where a list goes round in circles, so that ten thousand steps of a livelock can be told in ten lines. */
final class Repeats {
    private static final int PERIOD_MAX = 256;
    private static final int TIMES_MIN = 3;

    private Repeats() {}

    /**
     * A part of a list: either one item, or the {@code period} items before it {@code times} more.
     *
     * @param index the index of the item, or of the first repeated one
     * @param period 0 for an item
     */
    record Part(int index, int period, int times) {
        boolean isItem() {
            return period == 0;
        }
    }

    static <T> List<Part> in(List<T> items) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < items.size()) {
            Part circle = circleAt(items, at);
            parts.add(circle);
            at += circle.isItem() ? 1 : circle.period() * circle.times();
        }
        return parts;
    }

    private static <T> Part circleAt(List<T> items, int at) {
        for (int period = 1; period <= Math.min(PERIOD_MAX, at); period++) {
            int same = at;
            while (same < items.size() && items.get(same).equals(items.get(same - period))) {
                same++;
            }
            int times = (same - at) / period;
            if (times >= TIMES_MIN) {
                return new Part(at, period, times);
            }
        }
        return new Part(at, 0, 1);
    }
}
