package dev.faultline.gallery;

/**
 * Row 49. The first part of a read arrived, the rest of the buffer could not be reached, and the call returns the error
 * of the rest: EFAULT, which means that nothing was moved. A caller who tries again at the file's position skips what
 * it never counted, or takes it twice.
 *
 * <p>The oracle of LTP's writev07, content and offset must match the result; and the probe of commit 665575cff098,
 * which gives up only when not one byte could be faulted in.
 *
 * <p>Law: <b>result</b>, one call that runs into unmapped memory.
 */
final class EfaultInsteadOfShortCount extends GalleryStrategy {
    EfaultInsteadOfShortCount() {
        super("efault-instead-of-short-count");
    }

    @Override
    int readResult(int done, int last) {
        return last < 0 ? last : done;
    }
}
