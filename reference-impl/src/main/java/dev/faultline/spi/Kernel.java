package dev.faultline.spi;

/**
 * The kernel as a strategy sees it, grouped by noun and bound to the calling task. Each operation is one step or a
 * sequence of steps; other tasks may run before every step.
 */
public interface Kernel {
    /** Bytes in a page: a power of two. No strategy may assume which. */
    int pageSize();

    PageCache pageCache();

    UserMemory userMemory();

    PageTables pageTables();

    Cpu cpu();

    /** Kernel memory of {@code size} bytes, to be released before the call returns. */
    KernelBuffer allocate(int size);

    /** Moves {@code length} bytes between two pieces of kernel memory, a few bytes a step. */
    void copy(KernelMemory to, int toOffset, KernelMemory from, int fromOffset, int length);

    /** Sets {@code length} bytes to zero, a few bytes a step. */
    void zero(KernelMemory memory, int offset, int length);
}
