package dev.faultline.spi;

/** Results below zero, with Linux's numbers. A kernel call returns a count or one of these. */
public final class Errno {
    /** A signal came before anything was moved. */
    public static final int EINTR = -4;
    /** A device failed. */
    public static final int EIO = -5;
    /** A pipe has no bytes, or no room, and nobody waits for either here. */
    public static final int EAGAIN = -11;
    /** No frame could be had. */
    public static final int ENOMEM = -12;
    /** User memory could not be reached, and nothing was moved before that was found out. */
    public static final int EFAULT = -14;
    /** An argument is out of range. */
    public static final int EINVAL = -22;
    /** The disk has no room for another block, and nothing was written before that was found out. */
    public static final int ENOSPC = -28;

    private Errno() {}

    /** The C name of a result below zero, for example {@code EFAULT}; its number when it has none here. */
    public static String name(int errno) {
        return switch (errno) {
            case EINTR -> "EINTR";
            case EIO -> "EIO";
            case EAGAIN -> "EAGAIN";
            case ENOMEM -> "ENOMEM";
            case EFAULT -> "EFAULT";
            case EINVAL -> "EINVAL";
            case ENOSPC -> "ENOSPC";
            default -> Integer.toString(errno);
        };
    }
}
