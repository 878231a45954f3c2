package dev.faultline.peers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What one contender reached on one subject, over all rounds. */
final class Figures {
    private final Map<String, List<Double>> values = new HashMap<>();

    void add(Map<String, Double> round) {
        round.forEach((name, value) ->
                values.computeIfAbsent(name, first -> new ArrayList<>()).add(value));
    }

    int count(String name) {
        return values.getOrDefault(name, List.of()).size();
    }

    boolean has(String name) {
        return count(name) > 0;
    }

    double median(String name) {
        List<Double> sorted = new ArrayList<>(values.getOrDefault(name, List.of(Double.NaN)));
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private double least(String name) {
        return Collections.min(values.get(name));
    }

    private double most(String name) {
        return Collections.max(values.get(name));
    }

    /** The median, and from where to where. */
    String text(String name) {
        return number(median(name)) + " (" + number(least(name)) + " … " + number(most(name)) + ")";
    }

    /** Three digits that count, thousands apart. */
    static String number(double value) {
        if (Math.abs(value) >= 100) {
            double unit = Math.pow(10, Math.floor(Math.log10(Math.abs(value))) - 2);
            return String.format(Locale.ROOT, "%,d", Math.round(Math.round(value / unit) * unit))
                    .replace(',', ' ');
        }
        return value == Math.rint(value)
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%.1f", value);
    }
}
