package dev.faultline.scenario;

import java.util.Locale;

/** Where a page of a file is before the first operation. */
public enum PageState {
    /** On the disk only. */
    COLD,
    /** In the page cache too, uptodate. */
    WARM,
    /** In the page cache, newer than on the disk. */
    DIRTY;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
