package dev.faultline.gallery;

import dev.faultline.spi.Errno;
import dev.faultline.spi.Folio;

/**
 * A folio is read in before anything else, so that it is uptodate whenever the copy finds it locked; and since a fault does
 * not wait for the lock of an uptodate folio, the copy may as well take faults. The reasoning forgets who looked at the
 * folio before it was uptodate: that task waits for the lock in a fault of its own, with the mmap lock held; a task that
 * wants the mmap lock exclusively queues behind it; and the copy's fault queues behind that one. It takes one task less
 * where pages are faulted in under the exclusive lock.
 *
 * <p>With the reference kernel this is rare. It is the partner with which {@link FaultWaitsForLock} shows its flaw, for which one
 * task is enough.
 *
 * <p>Law: <b>deadlock</b>.
 */
final class UptodateLockedOverCopy extends GalleryStrategy {
    UptodateLockedOverCopy() {
        super("uptodate-locked-over-copy");
    }

    @Override
    int writeChunk(Chunk chunk) {
        int moved = 0;
        while (moved == 0) {
            Folio folio = chunk.grab();
            if (folio == null) {
                return Errno.ENOMEM;
            }
            moved = folio.isUptodate() ? writeUptodate(chunk, folio) : folio.readIn();
            chunk.release(folio);
        }
        return moved;
    }

    /** Bytes written to a locked folio, or an error; never 0. */
    private int writeUptodate(Chunk chunk, Folio folio) {
        int error = chunk.prepare(folio, chunk.length());
        if (error != 0) {
            return error;
        }
        int copied = chunk.copyIn(folio, chunk.offset(), chunk.length());
        if (copied > 0) {
            chunk.commit(folio, copied);
        }
        return copied == 0 ? Errno.EFAULT : copied;
    }
}
