package dev.faultline.gallery;

/**
 * Row 49. The first page went well, the second could not be reached, and the call returns the error of the second: EFAULT, which means that nothing was
 * moved. A caller who tries again writes the first page twice.
 *
 * <p>What LTP's writev07 is about: content and file offset must match the result.
 *
 * <p>Law: <b>result</b>, one call that runs into unmapped memory.
 */
final class EfaultInsteadOfShortCount extends GalleryStrategy {
    EfaultInsteadOfShortCount() {
        super("efault-instead-of-short-count");
    }

    @Override
    int result(int done, int last) {
        return last < 0 ? last : done;
    }
}
