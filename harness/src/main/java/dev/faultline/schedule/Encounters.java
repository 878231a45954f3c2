package dev.faultline.schedule;

import dev.faultline.hardware.Footprint;
import java.util.Arrays;

/**
 * Which step of one task met what which step of another had left: the pairs of a write and the next access to the same
 * object by somebody else, "reads-from" for short; what nobody has written counts as written by the set-up. A step is known by its task and by all that it touched, so that the
 * same place in a program is the same step in every run. Pairs are remembered by a hash in a small set: some count as
 * seen that were not.
 */
final class Encounters {
    private static final int PAIR_BITS = 12;
    private static final int OBJECTS = Footprint.WORDS * Long.SIZE;
    private static final int NOBODY = -1;

    private final long[] known = new long[1 << PAIR_BITS - 6];
    private final long[] sets = new long[Footprint.LENGTH];
    private final int[] writer = new int[OBJECTS];
    private final long[] written = new long[OBJECTS];
    private int fresh;

    /** Forgets all pairs. */
    void reset() {
        Arrays.fill(known, 0);
    }

    /** A run begins. */
    void begin() {
        Arrays.fill(writer, NOBODY);
        Arrays.fill(written, 0);
        fresh = 0;
    }

    /** How many pairs were new in this run. */
    int fresh() {
        return fresh;
    }

    /** A task took a step. Returns whether there was anything new in it. */
    boolean took(int task, Footprint footprint) {
        long step = Hash.mix(footprint.touched() + Hash.mix(footprint.changed() + task));
        int before = fresh;
        footprint.copyTo(sets, 0);
        for (int word = 0; word < Footprint.WORDS; word++) {
            long writes = sets[Footprint.WORDS + word];
            meet(task, step, word, sets[word] | sets[2 * Footprint.WORDS + word] | writes);
            leave(task, step, word, writes);
        }
        return fresh > before;
    }

    private void meet(int task, long step, int word, long objects) {
        for (long left = objects; left != 0; left &= left - 1) {
            int object = word * Long.SIZE + Long.numberOfTrailingZeros(left);
            if (writer[object] != task) {
                note(Hash.mix(step + Long.rotateLeft(written[object], 1)));
            }
        }
    }

    private void note(long pair) {
        int place = (int) (pair >>> Long.SIZE - PAIR_BITS);
        if ((known[place >> 6] & 1L << place) == 0) {
            known[place >> 6] |= 1L << place;
            fresh++;
        }
    }

    private void leave(int task, long step, int word, long writes) {
        for (long left = writes; left != 0; left &= left - 1) {
            int object = word * Long.SIZE + Long.numberOfTrailingZeros(left);
            writer[object] = task;
            written[object] = step;
        }
    }
}
