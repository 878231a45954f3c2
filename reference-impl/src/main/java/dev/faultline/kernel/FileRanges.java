package dev.faultline.kernel;

import dev.faultline.hardware.StepKind;
import dev.faultline.spi.Errno;

/**
 * What Linux looks at before a copy from file to file (generic_copy_file_checks in fs/read_write.c; Amir Goldstein, commit
 * 96e6e8f4a68d, 2019, before which each file system did, or did not): the copy is made to end where the source ends now, and what is left of it may
 * not overlap with its target. No lock is held: a size that changes afterwards is the strategy's concern.
 */
final class FileRanges {
    private FileRanges() {}

    /** How many bytes to ask the strategy for; 0 at or behind the end of the source; {@link Errno#EINVAL}. */
    static int toCopy(Task task, FileInode from, int fromPosition, FileInode to, int toPosition, int length) {
        task.step(StepKind.READ_SIZE, from.number());
        int size = from.currentSize();
        if (task.recording()) {
            task.note("reads the size of " + from + ": " + size);
        }
        int count = Math.max(0, Math.min(length, size - fromPosition));
        boolean overlap = from == to && toPosition < fromPosition + count && fromPosition < toPosition + count;
        return overlap ? Errno.EINVAL : count;
    }
}
