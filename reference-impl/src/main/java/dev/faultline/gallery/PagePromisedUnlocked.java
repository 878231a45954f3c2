package dev.faultline.gallery;

import dev.faultline.spi.Guarantee;

/**
 * Row 43. The read is Linux's, with no lock held during the copy, and the promise is more than Linux makes: that within
 * a page a read falls wholly before or after each write and truncation. A truncation zeroes the tail of the page under
 * the running copy; a write overtakes it.
 *
 * <p>Dave Chinner on why XFS holds its lock over reads (2025): the result may be old, new, and zeros in one buffer.
 * Violation only because of the promise.
 *
 * <p>Law: <b>torn-read</b>.
 */
final class PagePromisedUnlocked extends GalleryStrategy {
    PagePromisedUnlocked() {
        super("page-promised-unlocked", Guarantee.PAGE);
    }
}
