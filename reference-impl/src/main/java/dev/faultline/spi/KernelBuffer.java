package dev.faultline.spi;

/** Kernel memory that no file and no process can see, as from {@code kmalloc}: full of garbage until written. */
public interface KernelBuffer extends KernelMemory {
    /** Gives the memory back. A buffer not released when the call returns is reported as a leak. */
    void release();
}
