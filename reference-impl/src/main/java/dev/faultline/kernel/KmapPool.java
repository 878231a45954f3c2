package dev.faultline.kernel;

import dev.faultline.hardware.Footprint;
import dev.faultline.hardware.Waitable;
import dev.faultline.spi.vm.Branch;

/**
 * The slots through which all tasks together may map folios for longer than an atomic section; who finds none free
 * sleeps.
 */
final class KmapPool implements Waitable {
    /** Slots for all tasks together. */
    static final int SLOTS = 4;

    private final Footprint footprint;
    private final int[] usedBy = new int[Machine.TASKS_MAX];
    private int used;

    KmapPool(Footprint footprint) {
        this.footprint = footprint;
    }

    void reset() {
        java.util.Arrays.fill(usedBy, 0);
        used = 0;
    }

    void take(Task task) {
        if (used == SLOTS) {
            footprint.writes(Footprint.KMAP_POOL);
            task.reached(Branch.KMAP_WAITED);
            task.await(this);
        }
        used++;
        touch();
        usedBy[task.number()]++;
    }

    /** Only taking the last slot, and giving it back, can make a difference to anybody. */
    private void touch() {
        if (used == SLOTS) {
            footprint.writes(Footprint.KMAP_POOL);
        } else {
            footprint.adds(Footprint.KMAP_POOL);
        }
    }

    void give(Task task) {
        touch();
        used--;
        usedBy[task.number()]--;
    }

    @Override
    public boolean ready(int task) {
        return used < SLOTS;
    }

    /** Any one of the users could free a slot; only when this task is the only user is it sure to wait for itself. */
    @Override
    public int holders(int task) {
        return usedBy[task] == SLOTS ? 1 << task : 0;
    }

    @Override
    public String describe() {
        return "a kmap slot";
    }
}
