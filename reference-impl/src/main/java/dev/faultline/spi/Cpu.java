package dev.faultline.spi;

/**
 * The CPU that the task runs on: what may not sleep, and the windows through which high memory is reached. Whatever a
 * call disables, maps or takes here must be back as it was when it returns.
 */
public interface Cpu {
    /** From here on user accesses that would fault fail instead ({@code pagefault_disable}). Nests. */
    void disableFaults();

    void enableFaults();

    /** From here on nothing may sleep ({@code preempt_disable}, or a spin lock held). Nests. */
    void disablePreemption();

    void enablePreemption();

    /** Maps a folio in a slot of this CPU; until it is unmapped nothing may sleep ({@code kmap_atomic}). */
    void kmapAtomic(Folio folio);

    /** Frees the slot; slots are freed in the reverse of the order in which they were taken. */
    void kunmapAtomic(Folio folio);

    /** Maps a folio in a slot of the pool that all tasks share, sleeping until one is free ({@code kmap}). */
    void kmap(Folio folio);

    void kunmap(Folio folio);

    /**
     * Sleeps until a later {@link #wakeAll} on the same folio ({@code tsleep}, {@code prepare_to_wait} and
     * {@code schedule}).
     */
    void sleepOn(Folio folio);

    /** Wakes the tasks that sleep on the folio now. */
    void wakeAll(Folio folio);

    /** Lets others run ({@code cond_resched}). */
    void yield();

    /**
     * Whether a signal has come since the call began ({@code signal_pending}). A call that has one may end with what it has
     * moved so far, or with {@link Errno#EINTR} if that is nothing; it need not.
     */
    boolean signalPending();
}
