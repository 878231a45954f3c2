package dev.faultline.generate;

import java.util.List;
import java.util.Random;

/** Chance in the words of the generator. */
final class Dice {
    private final Random random;

    Dice(Random random) {
        this.random = random;
    }

    boolean percent(int likelihood) {
        return random.nextInt(100) < likelihood;
    }

    /** 0 to {@code bound - 1}. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** {@code low} to {@code high}, both included. */
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    <T> T draw(Chance<T> chance) {
        return chance.draw(random);
    }

    /** An index, each with its weight's likelihood; -1 when all weights are 0. */
    int weighted(int[] weights, int count) {
        int total = 0;
        for (int i = 0; i < count; i++) {
            total += weights[i];
        }
        if (total == 0) {
            return -1;
        }
        int left = random.nextInt(total);
        int index = 0;
        while (left >= weights[index]) {
            left -= weights[index++];
        }
        return index;
    }
}
