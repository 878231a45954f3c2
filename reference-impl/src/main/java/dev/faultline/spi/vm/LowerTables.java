package dev.faultline.spi.vm;

/**
 * Lower page tables ("pte pages") as wholes, on a machine where several directories may point to one; see {@link
 * TableSharing}. A directory entry that is write-protected lets no store through, whatever the entries below say. Locks,
 * and what an operation of {@link Tables} does to an entry, hold for all that share its table; an entry counts as one
 * reference to its frame then, and the reverse map lists the page of each that shares it.
 *
 * <p>Page tables are not made of the frames that programs use, so there is always room for one more.
 */
public interface LowerTables {
    /** Whether a fork may share lower tables on this machine. */
    boolean areShared();

    /** The first page of the lower table that has the page. */
    int first(int page);

    /** The page behind the last of the lower table that has the page. */
    int end(int page);

    /**
     * Whether the page's directory entry is write-protected, because others share the lower table or did so; never on a
     * machine that shares none.
     */
    boolean isShared(int page);

    /** How many directories point to the lower table that has the page. */
    int sharers(int page);

    /**
     * Points the child's directory to the parent's lower table, write-protected in both. What the child had there must be
     * empty. TLBs know nothing of it.
     */
    void share(int parent, int child);

    /**
     * Puts an entry into the copy that is being made of the page's lower table; it takes over one reference. The entries of
     * the table keep theirs, so somebody has to go on with it: the last who has it makes no copy.
     */
    void copy(int page, int entry);

    /** Points the page's directory to the copy, and leaves the lower table to the others, of whom there must be one. */
    void useCopy(int page);

    /** Ends the write protection of the page's directory entry; the lower table stays. */
    void permitStores(int page);
}
