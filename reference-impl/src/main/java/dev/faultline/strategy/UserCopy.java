package dev.faultline.strategy;

import dev.faultline.spi.Folio;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;

/** The two halves of a write to a locked folio that Linux has had since 2.6.24. */
final class UserCopy {
    private UserCopy() {}

    /**
     * Copies what can be copied without a page fault, so that a folio lock may be held ({@code
     * copy_folio_from_iter_atomic}).
     */
    static int fromUserAtomic(Kernel kernel, Folio folio, int offset, IoVector from, int length) {
        kernel.cpu().disableFaults();
        int copied = kernel.userMemory().copyFromUser(folio, offset, from, length);
        kernel.cpu().enableFaults();
        return copied;
    }

    /**
     * Commits what was copied ({@code block_write_end}): all of it, except that a short copy into a folio that is not
     * uptodate counts for nothing, because what lies behind it is garbage.
     */
    static int end(Inode file, Folio folio, int offset, int length, int copied) {
        boolean acceptable = copied == length || folio.isUptodate();
        if (copied == 0 || !acceptable) {
            return 0;
        }
        file.commitWrite(folio, offset, offset + copied);
        return copied;
    }
}
