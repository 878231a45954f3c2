package dev.faultline.spi;

/** Memory that the kernel can address without a page fault: a folio, a kernel buffer, or a held user page. */
public interface KernelMemory {
    /** Size in bytes; valid offsets are {@code 0 .. length() - 1}. */
    int length();
}
