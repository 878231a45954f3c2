package dev.faultline.spi;

/**
 * A user page that was faulted in and pinned, so that the kernel reaches it by its physical address: no access to it
 * can fault. What is copied out of or into it counts as read from or stored to the user's memory.
 */
public interface HeldPage extends KernelMemory {
    /** Where in the page the vector's position lay when the page was held, in bytes. */
    int offset();

    /** Drops the pin. A page not released when the call returns is reported as a leak. */
    void release();
}
