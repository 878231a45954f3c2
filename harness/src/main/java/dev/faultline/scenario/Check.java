package dev.faultline.scenario;

import java.util.List;

/** The checks that the parts of a scenario make on what they are given. */
final class Check {
    /** Far beyond any size that makes sense here, and small enough that sums and products of sizes fit an int. */
    static final int NUMBER_MAX = 1 << 18;

    private Check() {}

    static void that(boolean condition, String otherwise) {
        if (!condition) {
            throw new ScenarioException(otherwise);
        }
    }

    static void notNegative(int value, String what) {
        if (value < 0) {
            throw new ScenarioException(what + " must not be negative: " + value);
        }
        atMost(NUMBER_MAX, value, what);
    }

    static void positive(int value, String what) {
        if (value < 1) {
            throw new ScenarioException(what + " must be at least 1: " + value);
        }
        atMost(NUMBER_MAX, value, what);
    }

    static void atMost(int most, int value, String what) {
        if (value > most) {
            throw new ScenarioException(what + " must be at most " + most + ": " + value);
        }
    }

    static void buffer(String mapping, int offset, int length) {
        name(mapping, "mapping");
        notNegative(offset, "offset into mapping " + mapping);
        positive(length, "length of a buffer in mapping " + mapping);
    }

    static void transfer(String call, String file, int position, List<Buffer> buffers) {
        name(file, "file");
        notNegative(position, "position of a " + call);
        positive(buffers.size(), "buffers of a " + call);
        atMost(Scenario.SEGMENTS_MAX, buffers.size(), "buffers of a " + call);
    }

    static void range(String call, String mapping, int page, int pages) {
        name(mapping, "mapping");
        notNegative(page, "page of a " + call);
        positive(pages, "pages of a " + call);
    }

    /** A name is letters, digits and underscores, a letter first. */
    static void name(String name, String what) {
        boolean good = !name.isEmpty() && isLetter(name.charAt(0));
        for (int i = 1; good && i < name.length(); i++) {
            char c = name.charAt(i);
            good = isLetter(c) || c >= '0' && c <= '9' || c == '_';
        }
        if (!good) {
            throw new ScenarioException(
                    "name of a " + what + " must be letters, digits and underscores, a letter first: \"" + name + "\"");
        }
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
