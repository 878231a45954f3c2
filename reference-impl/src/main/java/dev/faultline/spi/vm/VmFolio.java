package dev.faultline.spi.vm;

import org.jspecify.annotations.Nullable;

/** A folio as the kernel keeps it. Looking at it takes no step. */
public interface VmFolio {
    /** The file it belongs or belonged to; null before it was inserted. */
    @Nullable
    VmInode file();

    /** The page number in the file. */
    int index();

    /** The frame that holds its bytes. */
    int frame();

    /** Whether it still is in the cache of its file. */
    boolean isAttached();

    boolean isUptodate();

    /** The flag alone; entries of page tables may be dirty beside it. */
    boolean isDirty();

    boolean isUnderWriteback();

    /** Whether its frame is also a snapshot in user memory, so that the cache must copy before a change. */
    boolean isCopyOnWrite();

    boolean isLocked();
}
