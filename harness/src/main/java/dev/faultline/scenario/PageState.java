package dev.faultline.scenario;

import java.util.Locale;

/** Where a page of a file is before the first operation. */
public enum PageState {
    /** On the disk only. */
    COLD,
    /** In the page cache too, uptodate. */
    WARM,
    /** In the page cache, newer than on the disk. */
    DIRTY,
    /** On the disk only, where no read of it ever succeeds. */
    BAD,
    /** Nowhere: the disk has no block for it, and it reads as zero. */
    HOLE;

    /** Whether it is in the page cache. */
    public boolean isCached() {
        return this == WARM || this == DIRTY;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
