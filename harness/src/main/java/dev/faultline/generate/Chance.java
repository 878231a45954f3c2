package dev.faultline.generate;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** A distribution over a few values, declared once as jqwik weights and drawn from often. Must be made inside a {@code JqwikSession}. */
final class Chance<T> {
    private static final int GENERATION_SIZE = 1000;

    private final RandomGenerator<T> generator;

    private Chance(List<Tuple2<Integer, T>> weights) {
        generator = Arbitraries.frequency(weights).generator(GENERATION_SIZE, false);
    }

    static <T> Chance<T> of(int weight1, T value1, int weight2, T value2) {
        return new Chance<>(List.of(Tuple.of(weight1, value1), Tuple.of(weight2, value2)));
    }

    static <T> Chance<T> of(int weight1, T value1, int weight2, T value2, int weight3, T value3) {
        return new Chance<>(List.of(Tuple.of(weight1, value1), Tuple.of(weight2, value2), Tuple.of(weight3, value3)));
    }

    /** As many weights as values. */
    static <T> Chance<T> of(List<T> values, int... weights) {
        return new Chance<>(IntStream.range(0, weights.length)
                .mapToObj(i -> Tuple.of(weights[i], values.get(i)))
                .toList());
    }

    /** The numbers from {@code first} on, with these weights. */
    static Chance<Integer> from(int first, int... weights) {
        return of(IntStream.range(first, first + weights.length).boxed().toList(), weights);
    }

    T draw(Random random) {
        return generator.next(random).value();
    }
}
