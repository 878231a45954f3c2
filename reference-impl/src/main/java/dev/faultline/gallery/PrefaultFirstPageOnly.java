package dev.faultline.gallery;

/**
 * Row 8. Only the first byte of the source is touched. A source that is not aligned lies in two pages, and if the
 * second is the page being written the copy faults on it with its folio locked. This is Phillips' question in the 2002
 * thread, why __get_user must touch two places, answered by running it.
 *
 * <p>Law: <b>deadlock</b>, one task, one write.
 */
final class PrefaultFirstPageOnly extends LockThenFault {
    PrefaultFirstPageOnly() {
        super("prefault-first-page-only");
    }

    @Override
    void prefault(Chunk chunk) {
        chunk.kernel().userMemory().touch(chunk.user(), 0);
    }
}
