package dev.faultline.schedule;

import java.util.Arrays;

/** Who was picked, and what was chosen, in a run: kept apart, so that a change of one does not shift the other. */
final class Course {
    private final Numbers picks = new Numbers();
    private final Numbers choices = new Numbers();
    private int mark;

    void clear() {
        picks.size = 0;
        choices.size = 0;
        mark = 0;
    }

    /** Remembers the pick made last. */
    void mark() {
        mark = picks.size;
    }

    /** How many picks had been made when it was last told to remember. */
    int marked() {
        return mark;
    }

    void pick(int task) {
        picks.add(task);
    }

    void choice(int value) {
        choices.add(value);
    }

    int picks() {
        return picks.size;
    }

    int pick(int index, int otherwise) {
        return index < picks.size ? picks.values[index] : otherwise;
    }

    int choice(int index, int otherwise) {
        return index < choices.size ? choices.values[index] : otherwise;
    }

    void copyFrom(Course other) {
        picks.copyFrom(other.picks);
        choices.copyFrom(other.choices);
        mark = other.mark;
    }

    private static final class Numbers {
        private int[] values = new int[64];
        private int size;

        void add(int value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }

        void copyFrom(Numbers other) {
            if (values.length < other.size) {
                values = new int[other.values.length];
            }
            System.arraycopy(other.values, 0, values, 0, other.size);
            size = other.size;
        }
    }
}
