package dev.faultline.hardware;

/**
 * One byte of memory together with where it came from. Copying a byte copies its identity, so that whoever looks at a
 * byte can tell which store made it; this is what lets a checker tell a right byte from a wrong one of equal value.
 *
 * <p>Layout, from bit 31 down: origin (3 bits), owner (4 bits), operation (6 bits), index (19 bits).
 */
public final class Cell {
    /** A byte that was zero-filled. */
    public static final int ZERO = 0;

    /** Largest owner (file, process or task) number. */
    public static final int OWNER_MAX = 15;
    /** Largest operation or region number. */
    public static final int OPERATION_MAX = 63;
    /** Largest index of a byte in a file, a region or a store. */
    public static final int INDEX_MAX = (1 << 19) - 1;

    /** Where a byte came from. */
    public enum Origin {
        ZERO,
        /** What the disk held at the start: owner is the file, index the offset. */
        DISK,
        /** What the cache held at the start, newer than the disk: owner is the file, index the offset. */
        CACHE,
        /** What an anonymous region held at the start: owner is the process, operation the region, index the offset. */
        FILL,
        /** A user's store: owner is the task, operation its number in the task, index the byte of the store. */
        STORE,
        /** What is left in a frame by its allocation: index is the frame. */
        POISON
    }

    private static final Origin[] ORIGINS = Origin.values();

    private Cell() {}

    public static int of(Origin origin, int owner, int operation, int index) {
        return origin.ordinal() << 29 | owner << 25 | operation << 19 | index;
    }

    public static Origin origin(int cell) {
        return ORIGINS[cell >>> 29];
    }

    public static int owner(int cell) {
        return cell >>> 25 & OWNER_MAX;
    }

    public static int operation(int cell) {
        return cell >>> 19 & OPERATION_MAX;
    }

    public static int index(int cell) {
        return cell & INDEX_MAX;
    }

    public static boolean isPoison(int cell) {
        return origin(cell) == Origin.POISON;
    }
}
