package dev.faultline.schedule;

import dev.faultline.hardware.Footprint;
import dev.faultline.hardware.Nondeterminism;
import java.util.Arrays;

/**
 * A number for what happened before what in a run. Two runs that differ only in how steps are mixed that have nothing
 * to do with each other belong to one trace (Mazurkiewicz, 1977) and get the same number; runs of different traces get
 * different ones, but for chance. Each step is hashed with the hashes of those right before it: of its task's last, and
 * for everything it touches of the steps there that it conflicts with. The sum over all steps does not know their
 * order.
 */
public final class TraceHash {
    private static final int OBJECTS = Footprint.WORDS * Long.SIZE;

    private final long[] sets = new long[Footprint.LENGTH];
    private final long[] lastOf = new long[Nondeterminism.DISK + 1];
    private final long[] written = new long[OBJECTS];
    private final long[] read = new long[OBJECTS];
    private final long[] added = new long[OBJECTS];
    private long sum;

    /** A run begins. */
    public void begin() {
        Arrays.fill(lastOf, 0);
        Arrays.fill(written, 0);
        Arrays.fill(read, 0);
        Arrays.fill(added, 0);
        sum = 0;
    }

    /** A task was given one of several alternatives. */
    public void chose(int task, int value) {
        lastOf[task] = Hash.mix(lastOf[task] + value);
    }

    /** A task took a step. */
    public void took(int task, Footprint footprint) {
        footprint.copyTo(sets, 0);
        long step = Hash.mix(lastOf[task] + task);
        for (int word = 0; word < Footprint.WORDS; word++) {
            step += before(word);
        }
        step = Hash.mix(step);
        for (int word = 0; word < Footprint.WORDS; word++) {
            leave(word, step);
        }
        lastOf[task] = step;
        sum += Hash.mix(step);
    }

    private long before(int word) {
        long reads = sets[word];
        long writes = sets[Footprint.WORDS + word];
        long adds = sets[2 * Footprint.WORDS + word];
        long before = 0;
        for (long left = reads | writes | adds; left != 0; left &= left - 1) {
            int object = word * Long.SIZE + Long.numberOfTrailingZeros(left);
            long one = left & -left;
            long met = written[object];
            met += ((reads | writes) & one) != 0 ? added[object] : 0;
            met += ((adds | writes) & one) != 0 ? read[object] : 0;
            before += met == 0 ? 0 : Hash.mix(met + object);
        }
        return before;
    }

    private void leave(int word, long step) {
        long writes = sets[Footprint.WORDS + word];
        for (long left = writes; left != 0; left &= left - 1) {
            int object = word * Long.SIZE + Long.numberOfTrailingZeros(left);
            written[object] = step;
            read[object] = 0;
            added[object] = 0;
        }
        for (long left = sets[word] & ~writes; left != 0; left &= left - 1) {
            read[word * Long.SIZE + Long.numberOfTrailingZeros(left)] += step;
        }
        for (long left = sets[2 * Footprint.WORDS + word] & ~writes; left != 0; left &= left - 1) {
            added[word * Long.SIZE + Long.numberOfTrailingZeros(left)] += step;
        }
    }

    /** The number of the run so far. */
    public long value() {
        return sum;
    }
}
