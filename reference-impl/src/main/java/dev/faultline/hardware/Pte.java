package dev.faultline.hardware;

/** A page-table entry as a number: flags in the low byte, the frame above. 0 is the absent entry. */
public final class Pte {
    public static final int ABSENT = 0;
    public static final int PRESENT = 1;
    public static final int WRITABLE = 2;
    public static final int DIRTY = 4;
    public static final int ACCESSED = 8;
    /** The page is there, but its protection allows no access (Linux's {@code _PAGE_PROTNONE}). */
    public static final int FORBIDDEN = 16;
    /**
     * Software's bit: the frame is this page's alone, whoever else refers to it is a pin (Linux's
     * {@code PageAnonExclusive}).
     */
    public static final int EXCLUSIVE = 32;

    private Pte() {}

    public static int of(int frame, int flags) {
        return frame << 8 | flags | PRESENT;
    }

    public static int frame(int pte) {
        return pte >>> 8;
    }

    public static boolean isPresent(int pte) {
        return (pte & PRESENT) != 0;
    }

    public static boolean isWritable(int pte) {
        return (pte & WRITABLE) != 0;
    }

    public static boolean isExclusive(int pte) {
        return (pte & EXCLUSIVE) != 0;
    }

    public static boolean isDirty(int pte) {
        return (pte & DIRTY) != 0;
    }
}
