package dev.faultline.spi;

/**
 * One way to move bytes between a file's page cache and user memory: the candidate that Faultline verifies. See the
 * package documentation for duties, guarantees and registration.
 *
 * <p>An implementation has a public constructor without arguments and keeps no state between calls: several tasks run
 * through one instance at a time, and everything that lasts lives in the kernel it is handed.
 */
public interface CopyStrategy {

    /** A short name in kebab case, unique among the strategies on the class path, for example {@code linux-2.4}. */
    String name();

    /** What this strategy promises, and is held to. */
    Guarantee guarantee();

    /**
     * The body of {@code read}: moves up to {@code to.remaining()} bytes from {@code file} at {@code position} to user
     * memory.
     *
     * @param position offset in the file in bytes, at least 0
     * @param to where the bytes go; its length is the length of the request
     * @return the number of bytes read, 0 only at the end of the file, or a negative {@link Errno} when nothing was
     *      read
     */
    int read(Kernel kernel, Inode file, int position, IoVector to);

    /**
     * The body of {@code write}: moves up to {@code from.remaining()} bytes from user memory to {@code file} at
     * {@code position}.
     *
     * @param position offset in the file in bytes, at least 0
     * @param from where the bytes come from; its length is the length of the request
     * @return the number of bytes written, or a negative {@link Errno} when nothing was written
     */
    int write(Kernel kernel, Inode file, int position, IoVector from);

    /**
     * The body of {@code copy_file_range}: moves up to {@code length} bytes from one file to another, or to another place
     * of the same file, without user memory. The kernel has shortened the length to what the source has, and in one file
     * the two ranges do not overlap.
     *
     * <p>Need not be implemented: what it does here is sound beside any read and write that hold the inode lock, the
     * target's alone, exclusively where they may raise its size ({@link Inode#commitWrite}).
     *
     * @param fromPosition offset in the source in bytes, at least 0
     * @param toPosition offset in the target in bytes, at least 0
     * @param length at least 1
     * @return the number of bytes copied, 0 only at the end of the source, or a negative {@link Errno} when nothing was
     *      copied
     */
    default int copyFileRange(Kernel kernel, Inode from, int fromPosition, Inode to, int toPosition, int length) {
        return BouncedCopy.run(kernel, from, fromPosition, to, toPosition, length);
    }
}
