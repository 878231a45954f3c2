package dev.faultline.scenario;

import java.util.List;
import java.util.Locale;

/** Where a page of a file is before the first operation. */
public enum PageState {
    /** On the disk only. */
    COLD,
    /** In the page cache too, uptodate. */
    WARM,
    /** In the page cache, newer than on the disk. */
    DIRTY,
    /** Nowhere: the disk has no block for it, and it reads as zero. */
    HOLE;

    /** Those of a page that has a block. */
    public static final List<PageState> WITH_BLOCK = List.of(COLD, WARM, DIRTY);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
