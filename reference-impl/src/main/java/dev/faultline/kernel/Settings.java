package dev.faultline.kernel;

/**
 * How a machine differs from one with memory enough on which nothing goes wrong: made before a run, and gone with the next
 * {@link Machine#reset()}.
 */
public final class Settings {
    private final Machine machine;
    private boolean weakMemory;
    private boolean sharedTables;

    Settings(Machine machine) {
        this.machine = machine;
    }

    void reset() {
        weakMemory = false;
        sharedTables = false;
    }

    /** Lets stores be seen out of order, as {@link StoreBuffer} says. */
    public void useWeakMemory() {
        weakMemory = true;
    }

    boolean hasWeakMemory() {
        return weakMemory;
    }

    /** Lets a fork share lower page tables. */
    public void useSharedTables() {
        sharedTables = true;
    }

    boolean sharesTables() {
        return sharedTables;
    }

    /** Lets an allocation that finds no free frame evict a page of the cache, from before its first page is cached on. */
    public void useDirectReclaim() {
        machine.procedures().directReclaim().enable();
    }

    /** Lets up to {@code budget} disk reads fail, as the port chooses. */
    public void allowReadErrors(int budget) {
        machine.disk().allowReadErrors(budget);
    }

    /** Lets up to {@code budget} transfers of the disk end short, as the port chooses. */
    public void allowShortTransfers(int budget) {
        machine.disk().allowShortTransfers(budget);
    }

    /** Lets the disk be full up to {@code budget} times that room for a page is wanted, as the port chooses. */
    public void allowFullDisk(int budget) {
        machine.procedures().blockSpace().mayRefuse(budget);
    }

    /** Lets up to {@code budget} signals come, as the port chooses. */
    public void allowSignals(int budget) {
        machine.procedures().signals().mayRaise(budget);
    }
}
