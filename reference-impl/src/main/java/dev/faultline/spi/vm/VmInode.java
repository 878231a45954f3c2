package dev.faultline.spi.vm;

import org.jspecify.annotations.Nullable;

/** A file as the kernel keeps it. Looking at it takes no step. */
public interface VmInode {
    /** The size in bytes now ({@code i_size}). */
    int currentSize();

    /** Pages that the file can have at most. */
    int pagesMax();

    /** The folio in the cache at a page of the file, not referenced, or null. */
    @Nullable
    VmFolio folioAt(int index);
}
