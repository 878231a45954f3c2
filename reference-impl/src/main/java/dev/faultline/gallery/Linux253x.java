package dev.faultline.gallery;

import dev.faultline.spi.Folio;

/**
 * Row 7 with the cure of 2002 half taken. The copy is first tried atomically, which works nearly always; where it falls
 * short the rest is copied in the ordinary way, <em>with the folio still locked</em>. So the deadlock was not gone but
 * rarer: it now takes reclaim, or another thread, to undo the prefault between two steps. It stayed until 2.6.24.
 *
 * <p>Linux 2.5.32 to 2.6.23 (Andrew Morton, "hold atomic kmaps across generic_file_read" and its twin for writes,
 * August 2002). What was wrong there besides is shown by {@code destructive-prefault} and {@code efault-commits-all}.
 *
 * <p>Law: <b>deadlock</b>.
 */
final class Linux253x extends LockThenFault {
    Linux253x() {
        super("linux-2.5.3x");
    }

    @Override
    void prefault(Chunk chunk) {
        touchAll(chunk);
    }

    @Override
    int copyLocked(Chunk chunk, Folio folio, int length) {
        chunk.kernel().cpu().kmapAtomic(folio);
        int copied = chunk.copyInAtomic(folio, chunk.offset(), length);
        chunk.kernel().cpu().kunmapAtomic(folio);
        if (copied < length) {
            chunk.kernel().cpu().kmap(folio);
            copied += chunk.copyIn(folio, chunk.offset() + copied, length - copied);
            chunk.kernel().cpu().kunmap(folio);
        }
        return copied;
    }
}
