package dev.faultline.strategy;

import dev.faultline.spi.Errno;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;

/**
 * Linux 2.6.24 to 2025 on file systems with {@code write_begin} and {@code write_end} (generic_perform_write; Nick
 * Piggin, commits 08291429cfa6 and afddba49d18f, 2007): the first kernel without the deadlock of 2002 on the write
 * side.
 *
 * <p>The source is faulted in first, which is where an unreachable one is found; then the folio is locked and prepared,
 * and the copy is atomic. Why it cannot deadlock and exposes nothing is said in {@link Linux6}, which differs in the
 * order of the first two steps.
 *
 * <p><b>Why it ends.</b> A copy that write_end rejects is tried again with what lies in <em>one</em> segment, because
 * the segments of a vector may not all be mappable at once (each fault may evict what the one before brought in), while
 * the at most two pages of one segment are. Asking for no more than the fault-in reached has the same end: a shorter
 * request is no longer a whole page, so its folio is read in and the next short copy counts.
 */
public final class Linux2624WriteBegin extends LinuxStrategy {
    public Linux2624WriteBegin() {
        super("linux-2.6.24");
    }

    @Override
    int performWrite(Kernel kernel, Inode file, int position, IoVector from) {
        int written = 0;
        int status = 0;
        boolean oneSegment = false;
        while (from.remaining() > 0) {
            int ready = faultIn(kernel, position + written, from, oneSegment);
            int before = from.remaining();
            status = ready > 0 ? writeFolio(kernel, file, position + written, from, ready) : Errno.EFAULT;
            from.rewind(before - from.remaining() - Math.max(status, 0));
            if (status < 0) {
                break;
            }
            written += status;
            oneSegment = status == 0;
        }
        return written > 0 ? written : status;
    }

    /** How many bytes of the next chunk are there. */
    private static int faultIn(Kernel kernel, int position, IoVector from, boolean oneSegment) {
        int room = kernel.pageSize() - position % kernel.pageSize();
        int length = Math.min(room, oneSegment ? from.segmentRemaining() : from.remaining());
        return kernel.userMemory().faultInBytes(from, length, false);
    }
}
