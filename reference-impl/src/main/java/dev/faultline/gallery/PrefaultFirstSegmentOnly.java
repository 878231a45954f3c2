package dev.faultline.gallery;

/**
 * Row 10. Both ends of the source are touched, but only as far as the first segment goes, while the copy runs over all
 * segments that fit the page. The second segment of a writev may be a mapping of the page being written.
 *
 * <p>Linux until commit 6527c2bdf1f8 (2.6.17, "generic_file_buffered_write(): deadlock on vectored write"), found with
 * a program of one writev.
 *
 * <p>Law: <b>deadlock</b>, one task, one writev.
 */
final class PrefaultFirstSegmentOnly extends LockThenFault {
    PrefaultFirstSegmentOnly() {
        super("prefault-first-segment-only");
    }

    @Override
    void prefault(Chunk chunk) {
        touchBothEnds(chunk, Math.min(chunk.length(), chunk.user().segmentRemaining()));
    }
}
