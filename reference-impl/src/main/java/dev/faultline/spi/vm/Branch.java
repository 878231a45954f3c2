package dev.faultline.spi.vm;

import java.util.Locale;

/** The ways through the kernel that a test may have taken or not: the rare side of each of its decisions. */
public enum Branch {
    ANONYMOUS_FAULT,
    MINOR_FAULT,
    MAJOR_FAULT,
    FAULT_RETRIED,
    FAULT_WITHOUT_MAPPING,
    FAULT_PAST_END,
    COW_COPIED,
    COW_REUSED,
    COW_RACED,
    SNAPSHOT_BROKEN,
    SHOOTDOWN,
    ATOMIC_SECTION,
    ATOMIC_COPY_STOPPED,
    BUFFER_UNREACHABLE,
    PAGE_PINNED,
    PAGE_FORCED,
    PAGE_SPLICED,
    PIPE_DRAINED,
    PAGE_STOLEN,
    FOLIO_GONE_WHEN_LOCKED,
    INSERT_RACED,
    WAITED,
    KMAP_WAITED,
    FRAME_REFUSED,
    RECLAIMED_DIRECTLY,
    READ_FAILED,
    SHORT_TRANSFER,
    FILE_CUT,
    TAIL_ZEROED,
    EVICTED,
    EVICTION_REFUSED,
    WRITTEN_BACK,
    FORK_SHARED,
    FORK_COPIED_PINNED,
    HOLE_ZEROED,
    SPACE_REFUSED,
    SIGNALLED,
    DIRECT_TRANSFER,
    INVALIDATION_REFUSED,
    HOLE_PUNCHED,
    TABLE_SHARED,
    TABLE_UNSHARED,
    PAGE_MOVED;

    private final String words = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** In kebab case, as reports have it. */
    @Override
    public String toString() {
        return words;
    }
}
