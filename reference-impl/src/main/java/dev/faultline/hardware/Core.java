package dev.faultline.hardware;

/** A CPU: its TLB, the depth to which preemption is disabled on it, and its stack of atomic mapping slots. */
public final class Core {
    /** Atomic mapping slots of a CPU. */
    public static final int SLOTS = 4;

    private final int number;
    private final Footprint footprint;
    private final Tlb tlb;
    private final int[] slots = new int[SLOTS];
    private int slotsUsed;
    private int preemptionDisabled;

    public Core(int number, Geometry geometry) {
        this(number, geometry, new Footprint());
    }

    public Core(int number, Geometry geometry, Footprint footprint) {
        this.number = number;
        this.footprint = footprint;
        tlb = new Tlb(geometry, number, footprint);
    }

    public void reset() {
        tlb.reset();
        slotsUsed = 0;
        preemptionDisabled = 0;
    }

    public int number() {
        return number;
    }

    public Tlb tlb() {
        return tlb;
    }

    public void disablePreemption() {
        footprint.writes(Footprint.cpu(number));
        preemptionDisabled++;
    }

    public void enablePreemption() {
        footprint.writes(Footprint.cpu(number));
        preemptionDisabled--;
    }

    public int preemptionDisabled() {
        return preemptionDisabled;
    }

    /** Maps a folio in the next slot; false when all are used. */
    public boolean pushSlot(int folio) {
        footprint.writes(Footprint.cpu(number));
        if (slotsUsed == SLOTS) {
            return false;
        }
        slots[slotsUsed++] = folio;
        return true;
    }

    /** Frees the slot used last; false, with nothing changed, when it does not hold this folio. */
    public boolean popSlot(int folio) {
        footprint.writes(Footprint.cpu(number));
        if (slotsUsed == 0 || slots[slotsUsed - 1] != folio) {
            return false;
        }
        slotsUsed--;
        return true;
    }

    public int slotsUsed() {
        return slotsUsed;
    }
}
