package dev.faultline.hardware;

import org.jspecify.annotations.Nullable;

/**
 * A two-level page table: a directory of lower tables ("pte pages") of {@link #LOWER_ENTRIES} entries each. Lower
 * tables are objects of their own, so that several directories can point to one. Each entry of a directory has a bit
 * that write-protects all that is below it: no store goes through it, and none is marked in an entry, whatever the entry
 * says; what lies below is everybody's, and a translation that was loaded through it is read-only.
 */
public final class PageTable {
    /** Entries in a lower table. */
    public static final int LOWER_ENTRIES = 4;

    private final LowerTable[] own;
    private final LowerTable[] directory;
    private final boolean[] writeProtected;
    private final @Nullable LowerTable[] copies;
    private final Footprint footprint;
    private final int firstPage;
    private final int pages;
    private final int space;

    public PageTable(int pages) {
        this(pages, 0, new Footprint());
    }

    /** @param firstPage the number of the first virtual page among those of all spaces, which have equally many */
    public PageTable(int pages, int firstPage, Footprint footprint) {
        this.firstPage = firstPage;
        this.footprint = footprint;
        this.pages = pages;
        space = firstPage / pages;
        own = new LowerTable[(pages + LOWER_ENTRIES - 1) / LOWER_ENTRIES];
        for (int i = 0; i < own.length; i++) {
            own[i] = new LowerTable();
        }
        directory = new LowerTable[own.length];
        copies = new LowerTable[own.length];
        writeProtected = new boolean[own.length];
        reset();
    }

    /** Empties it. Those that it shared a lower table with are to be emptied too, or have been. */
    public void reset() {
        for (int i = 0; i < own.length; i++) {
            own[i].reset(space);
            directory[i] = own[i];
            copies[i] = null;
            writeProtected[i] = false;
        }
    }

    public int get(int virtualPage) {
        footprint.reads(Footprint.page(firstPage + virtualPage));
        return directory[virtualPage / LOWER_ENTRIES].get(virtualPage % LOWER_ENTRIES);
    }

    /** Changes an entry, for everybody whose directory points to its lower table. */
    public void set(int virtualPage, int pte) {
        if (get(virtualPage) != pte) {
            LowerTable lower = directory[virtualPage / LOWER_ENTRIES];
            touch(lower, virtualPage);
            lower.set(virtualPage % LOWER_ENTRIES, pte);
        }
    }

    /** The entry as a walk through the directory finds it: read-only where that is write-protected. */
    public int walk(int virtualPage) {
        int pte = get(virtualPage);
        return isWriteProtected(virtualPage) ? pte & ~Pte.WRITABLE : pte;
    }

    /** Whether the directory write-protects the lower table of a page. */
    public boolean isWriteProtected(int virtualPage) {
        footprint.reads(Footprint.page(firstPage + virtualPage));
        return writeProtected[virtualPage / LOWER_ENTRIES];
    }

    /** The spaces whose directories point to the lower table of a page, one bit each. */
    public int sharers(int virtualPage) {
        footprint.reads(Footprint.page(firstPage + virtualPage));
        return directory[virtualPage / LOWER_ENTRIES].sharers();
    }

    /** Points to the lower table that another directory has for the page, write-protected in both. */
    public void share(PageTable other, int virtualPage) {
        int index = virtualPage / LOWER_ENTRIES;
        LowerTable unused = directory[index];
        if (unused.sharers() != 1 << space) {
            throw new IllegalStateException("the lower table of page " + virtualPage + " is shared already");
        }
        LowerTable shared = other.directory[index];
        shared.join(space, unused);
        directory[index] = shared;
        writeProtected[index] = true;
        other.writeProtected[index] = true;
        touchAll(shared, index);
    }

    /** Whether somebody else goes on with the lower table of a page when this one and all who make copies have left it. */
    public boolean isLeftToSomebody(int virtualPage) {
        int index = virtualPage / LOWER_ENTRIES;
        return copies[index] != null || directory[index].hasSpare();
    }

    /** Puts an entry into the copy that is being made of the page's lower table, which no walk finds yet. */
    public void copy(int virtualPage, int pte) {
        footprint.writes(Footprint.page(firstPage + virtualPage));
        copyOf(virtualPage / LOWER_ENTRIES).set(virtualPage % LOWER_ENTRIES, pte);
    }

    private LowerTable copyOf(int index) {
        LowerTable copy = copies[index];
        if (copy == null) {
            touchAll(directory[index], index);
            copy = directory[index].takeSpare(space);
            copies[index] = copy;
        }
        return copy;
    }

    /** Points the directory to the copy of the page's lower table, and lets stores through. */
    public void useCopy(int virtualPage) {
        int index = virtualPage / LOWER_ENTRIES;
        LowerTable shared = directory[index];
        touchAll(shared, index);
        directory[index] = copyOf(index);
        shared.leave(space);
        copies[index] = null;
        writeProtected[index] = false;
    }

    /** Lets stores through to the lower table of a page as it is. */
    public void permitStores(int virtualPage) {
        int index = virtualPage / LOWER_ENTRIES;
        touchAll(directory[index], index);
        writeProtected[index] = false;
    }

    private void touchAll(LowerTable lower, int index) {
        int end = Math.min(pages, (index + 1) * LOWER_ENTRIES);
        for (int page = index * LOWER_ENTRIES; page < end; page++) {
            touch(lower, page);
        }
    }

    /** Records a change of what all sharers find at a page. */
    private void touch(LowerTable lower, int virtualPage) {
        for (int rest = lower.sharers(); rest != 0; rest &= rest - 1) {
            footprint.writes(Footprint.page(Integer.numberOfTrailingZeros(rest) * pages + virtualPage));
        }
    }
}
