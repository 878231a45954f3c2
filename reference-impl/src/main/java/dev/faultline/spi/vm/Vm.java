package dev.faultline.spi.vm;

/**
 * The kernel as its own procedures see it, grouped by noun and bound to the task that runs them. What is called {@code
 * enter} is a step: other tasks may run before it, and from then to the next step nobody else does, as under the lock
 * that guards the thing entered. What is not said to take a step takes none.
 */
public interface Vm {
    /** The procedures in force, by which one calls another. */
    VmPolicy policy();

    Mappings mappings();

    Tables tables();

    LowerTables lowerTables();

    Frames frames();

    Folios folios();

    Inodes inodes();

    Shootdown shootdown();

    /** Bytes in a page. */
    int pageSize();

    /** Counts a way that was taken, for the report's coverage. */
    void reached(Branch branch);

    /** What the step does, in words, for those who read the run. */
    void note(String text);

    /** As {@link #note(String)}, of a folio. */
    void note(String verb, VmFolio folio);

    /** As {@link #note(String)}, of a virtual page. */
    void note(String verb, int page);
}
