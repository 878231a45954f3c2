package dev.faultline.law.shadow;

import dev.faultline.hardware.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A few bytes that are written and read atomically, one at a time, by random calls that overlap: plainly right, unless
 * one of its bugs is switched on. What the calls do is told to the registers as the laws tell it.
 */
final class AtomicModel {
    /** What may be wrong with the bytes. */
    enum Bug {
        NONE,
        DROPPED_WRITE,
        WRITE_AFTER_RETURN,
        ZERO_FLASH,
        STALE_READ,
        NEW_THEN_OLD,
        COUNTED_SHORT
    }

    private static final int BYTES = 3;
    private static final int TASKS = 3;
    private static final int CALLS = 14;

    private final Random random;
    private final Bug bug;
    private final int[] bytes = new int[BYTES];
    private final int[] previous = new int[BYTES];
    private final Registers registers = new Registers(BYTES);
    private final List<Runnable> later = new ArrayList<>();
    private final Call[] running = new Call[TASKS];
    private int now;
    private int calls;
    private int bugs;
    private boolean accused;

    AtomicModel(long seed, Bug bug) {
        random = new Random(seed);
        this.bug = bug;
        for (int i = 0; i < BYTES; i++) {
            bytes[i] = previous[i] = Cell.of(Cell.Origin.DISK, 0, 0, i);
            registers.initially(i, bytes[i], false);
        }
        registers.reset();
    }

    /** Whether the registers found a contradiction. */
    boolean run() {
        while (calls < CALLS) {
            turn();
        }
        for (int task = 0; task < TASKS; task++) {
            while (running[task] != null) {
                step(task);
            }
        }
        look();
        later.forEach(Runnable::run);
        look();
        return accused;
    }

    private void look() {
        for (int i = 0; i < BYTES; i++) {
            see(i, bytes[i], ++now);
        }
    }

    /** How often the bug struck. */
    int bugs() {
        return bugs;
    }

    private void turn() {
        int task = random.nextInt(TASKS);
        if (running[task] == null) {
            running[task] = new Call(calls++, random.nextInt(2) == 0);
        } else {
            step(task);
        }
        if (!later.isEmpty() && random.nextInt(12) == 0) {
            later.remove(0).run();
        }
    }

    private void step(int task) {
        if (!running[task].step()) {
            running[task] = null;
        }
    }

    private void see(int at, int cell, int from) {
        accused |= registers.observe(at, cell, from, ++now, true) == Registers.ILLEGAL;
    }

    private boolean strikes(Bug which, int oneIn) {
        boolean strikes = bug == which && random.nextInt(oneIn) == 0;
        bugs += strikes ? 1 : 0;
        return strikes;
    }

    private final class Call {
        private final int number;
        private final boolean write;
        private final int begun = ++now;
        private final int length = 1 + random.nextInt(BYTES);
        private final int[] events = new int[BYTES];
        private final int[] found = new int[BYTES];
        private int done;

        Call(int number, boolean write) {
            this.number = number;
            this.write = write;
            for (int i = 0; i < length && write; i++) {
                events[i] = registers.mayWrite(i, value(i), begun, number);
            }
        }

        private int value(int i) {
            return Cell.of(Cell.Origin.STORE, 1, number, i);
        }

        boolean step() {
            now++;
            if (done == length || write && random.nextInt(8) == 0) {
                end();
                return false;
            }
            if (write) {
                put(done);
            } else {
                found[done] = get(done);
            }
            done++;
            return true;
        }

        private void put(int i) {
            if (strikes(Bug.DROPPED_WRITE, 6)) {
                return;
            } else if (strikes(Bug.WRITE_AFTER_RETURN, 3)) {
                int late = value(i);
                later.add(() -> change(i, late));
                return;
            }
            change(i, value(i));
        }

        private void change(int i, int cell) {
            previous[i] = bytes[i];
            bytes[i] = cell;
        }

        private int get(int i) {
            if (strikes(Bug.ZERO_FLASH, 8)) {
                return Cell.ZERO;
            } else if (bytes[i] != previous[i] && strikes(Bug.STALE_READ, 2)) {
                return previous[i];
            }
            return bytes[i];
        }

        private void end() {
            int count = write && done > 0 && strikes(Bug.COUNTED_SHORT, 2) ? done - 1 : done;
            int end = ++now;
            for (int i = 0; i < length; i++) {
                if (write && i < count) {
                    registers.happened(events[i], end);
                } else if (write) {
                    accused |= !registers.withdraw(events[i]);
                } else if (i < done) {
                    see(i, found[i], begun);
                    if (found[i] == bytes[i] && found[i] != previous[i] && strikes(Bug.NEW_THEN_OLD, 2)) {
                        see(i, previous[i], now);
                    }
                }
            }
        }
    }
}
