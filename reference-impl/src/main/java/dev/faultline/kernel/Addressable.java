package dev.faultline.kernel;

import dev.faultline.spi.KernelMemory;

/** Kernel memory as the kernel's own copies reach it, a byte at a time. */
interface Addressable extends KernelMemory {
    int read(int offset);

    void write(int offset, int cell);

    /** Throws an {@link Oops} unless the task may use it at these offsets. */
    void check(int offset, int length);

    /** The number that stands for it in a step. */
    int stepObject();

    /** A byte of it in words. */
    String at(int offset);
}
