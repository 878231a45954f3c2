package dev.faultline.gallery;

/**
 * Row 23. The source is probed a page at a time, and the copy stops at a byte: where protection is finer than a page,
 * as with Arm's memory tags, the probe says that all is there, the copy stops before the guarded byte, the short copy
 * is rejected because the folio is not uptodate, and so on.
 *
 * <p>btrfs's search ioctl, which asked for room by the page and copied by the item (Linux commit 18788e34642e, 2021,
 * which probes every granule; mm/gup.c, fault_in_subpage_writeable).
 *
 * <p>Law: <b>livelock</b>.
 */
final class ProbeCoarserThanCopy extends GalleryStrategy {
    ProbeCoarserThanCopy() {
        super("probe-coarser-than-copy");
    }

    @Override
    int faultIn(Chunk chunk, int length) {
        return chunk.kernel().userMemory().faultInReadable(chunk.user(), length);
    }
}
