package dev.faultline.hardware;

/**
 * The sizes of a machine. All virtual pages of all address spaces together are at most 64, so that a set of them fits a
 * {@code long}.
 *
 * @param pageSize bytes in a page, a power of two
 * @param frames frames of physical memory
 * @param cpus processors
 * @param spaces address spaces that can exist, those made by fork included
 * @param pagesPerSpace virtual pages in an address space
 * @param copyUnit most bytes that a copy moves in one step
 */
public record Geometry(int pageSize, int frames, int cpus, int spaces, int pagesPerSpace, int copyUnit) {
    /** Most virtual pages of a machine. */
    public static final int PAGES_MAX = 64;

    public Geometry {
        requireAtLeast(1, frames, "frames");
        requireAtLeast(1, cpus, "cpus");
        requireAtLeast(1, spaces, "spaces");
        requireAtLeast(1, pagesPerSpace, "pages per space");
        requireAtLeast(1, copyUnit, "copy unit");
        if (pageSize < 2 || Integer.bitCount(pageSize) != 1) {
            throw new IllegalArgumentException("page size must be a power of two and at least 2: " + pageSize);
        }
        if (spaces * pagesPerSpace > PAGES_MAX) {
            throw new IllegalArgumentException(
                    "spaces × pages per space must be at most " + PAGES_MAX + ": " + spaces + " × " + pagesPerSpace);
        }
    }

    /** The page that a byte of a file or an address space lies in. */
    public int pageOf(int offset) {
        return offset >>> Integer.numberOfTrailingZeros(pageSize);
    }

    /** Where in its page a byte lies. */
    public int withinPage(int offset) {
        return offset & pageSize - 1;
    }

    /** The number of a virtual page among those of all spaces. */
    public int page(int space, int virtualPage) {
        return space * pagesPerSpace + virtualPage;
    }

    public int spaceOf(int page) {
        return page / pagesPerSpace;
    }

    public int virtualPageOf(int page) {
        return page % pagesPerSpace;
    }

    private static void requireAtLeast(int least, int value, String what) {
        if (value < least) {
            throw new IllegalArgumentException(what + " must be at least " + least + ": " + value);
        }
    }
}
