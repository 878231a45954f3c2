package dev.faultline.explore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was met on the way: this is what a sampled pass is worth, beyond its numbers. Laws and branches of the kernel are counted in every execution.
 * Which trace an execution belongs to, and what its program consists of, is looked at for some scenarios only, see {@link Surveyor#looksAt}.
 *
 * @param scenarios how many were looked at
 * @param executions how many of those there were
 * @param traces how many different orders of the steps that matter to each other these were, each scenario's counted by itself
 * @param laws by name: in how many of all executions it had something to judge
 * @param operations by kind: how many of the scenarios looked at have it
 * @param shapes by name: how many of the scenarios looked at have operations that meet in this way
 * @param branches by name: in how many of all executions the kernel went there
 */
public record Survey(
        long scenarios,
        long executions,
        long traces,
        Map<String, Long> laws,
        Map<String, Long> operations,
        Map<String, Long> shapes,
        Map<String, Long> branches) {
    public static final Survey NOTHING = new Survey(0, 0, 0, Map.of(), Map.of(), Map.of(), Map.of());

    /** Both together. */
    Survey plus(Survey other) {
        return new Survey(
                scenarios + other.scenarios,
                executions + other.executions,
                traces + other.traces,
                sum(laws, other.laws),
                sum(operations, other.operations),
                sum(shapes, other.shapes),
                sum(branches, other.branches));
    }

    private static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
        Map<String, Long> sum = new LinkedHashMap<>(one);
        other.forEach((name, count) -> sum.merge(name, count, Long::sum));
        return sum;
    }

    /** Whether anything was counted at all. */
    public boolean isEmpty() {
        return laws.isEmpty();
    }

    /** The names that were never met. */
    public static List<String> never(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() == 0)
                .map(Map.Entry::getKey)
                .toList();
    }
}
