package dev.faultline.spi.vm;

import org.jspecify.annotations.Nullable;

/** What a range of virtual pages shows (Linux's {@code vm_area_struct}). Looking at it takes no step. */
public interface VmMapping {
    /** Whether stores are file content. */
    boolean isShared();

    /** The file that it shows, or null for anonymous memory. */
    @Nullable
    VmInode file();
}
