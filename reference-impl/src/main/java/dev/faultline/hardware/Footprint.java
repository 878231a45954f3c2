package dev.faultline.hardware;

import java.util.Arrays;

/**
 * What a step read and wrote, as sets of numbered objects. Two steps of different tasks whose footprints do not
 * conflict may be taken in either order and lead to the same state; that is what an exploration needs to know to take
 * only one of the orders (Godefroid, "Partial-Order Methods for the Verification of Concurrent Systems", 1996).
 *
 * <p>An object may be touched in three ways. Reads do not conflict with reads. Additions, such as taking one more
 * reference, do not conflict with additions; but an addition conflicts with a read, and a write with everything. Where
 * there are more things than numbers several share one, and where it is not worth knowing exactly a step touches more
 * than it had to: a footprint may be too large, never too small.
 *
 * <p>The classes that own the state record here, an OR for each access. Whoever looks at the machine within a step,
 * a law for instance, is recorded like the kernel, so that what it concludes belongs to the step too.
 */
public final class Footprint {
    /** Longs in each of the three sets. */
    public static final int WORDS = 10;
    /** Longs that {@link #copyTo} fills. */
    public static final int LENGTH = 3 * WORDS + 2;
    /** No object. */
    public static final int NONE = -1;

    private static final int WRITES = WORDS;
    private static final int ADDS = 2 * WORDS;
    private static final int FREED = 3 * WORDS;

    private static final int PAGE = 0;
    private static final int CONTENT = 1 << 6;
    private static final int FRAME = 2 << 6;
    private static final int FOLIO = 3 << 6;
    private static final int FOLIO_REFERENCES = FOLIO + 32;
    private static final int SLOT = 4 << 6;
    private static final int SIZE = SLOT + 16;
    private static final int INODE_LOCK = SLOT + 20;
    private static final int RANGE_LOCK = SLOT + 24;
    private static final int INVALIDATE_LOCK = SLOT + 28;
    private static final int SPACE_LOCK = SLOT + 32;
    private static final int MAPPINGS = SLOT + 36;
    private static final int TABLE_LOCK = SLOT + 40;
    private static final int CPU = SLOT + 44;
    private static final int DISK_BYTES = SLOT + 52;
    private static final int USER = 5 << 6;
    private static final int HISTORY = 6 << 6;
    private static final int RESULT = HISTORY + 4;
    private static final int REVERSE_MAP_LOCK = RESULT + 4;
    private static final int THROUGH = 7 << 6;
    private static final int FOLIO_LOCK = 8 << 6;
    private static final int FOLIO_DIRTY = FOLIO_LOCK + 32;

    private static final int TRANSLATION = 9 << 6;
    private static final int TRANSLATIONS = 9;

    /** The pool of free frames, and of unused folios. */
    public static final int ALLOCATOR = SLOT + 56;
    /** The transfer that the disk is at. */
    public static final int DISK_HEAD = SLOT + 57;
    /** The place where the next transfer is queued. */
    public static final int DISK_TAIL = SLOT + 58;
    /** The slots for sleeping kmaps. */
    public static final int KMAP_POOL = SLOT + 59;
    /** Which address spaces exist. */
    public static final int SPACES = SLOT + 60;

    private static final int PIPE_LOCK = SLOT + 62;
    /** When operations began, which those that end later may have to know. */
    public static final int TIME = SLOT + 61;

    private static final int FRAME_BITS = 6;
    private static final long FRAME_MASK = (1 << FRAME_BITS) - 1;
    private static final int FILES = 4;

    private final long[] sets = new long[LENGTH];
    private final long[] taken = new long[2];
    private boolean waited;
    private int awaited = NONE;

    /** The entry of a virtual page (numbered as by {@link Geometry#page}) in its page table. */
    public static int page(int page) {
        return PAGE + (page & 63);
    }

    /**
     * The entries of a virtual page in TLBs. Each CPU uses its own, so loading and using them are additions; tasks that
     * share a CPU come into conflict by {@link #cpu}.
     */
    public static int translation(int page) {
        return TRANSLATION + (page & 63);
    }

    /** A part of the bytes of a frame. */
    public static int content(int frame, int offset, int pageSize) {
        return CONTENT + (2 * frame + (2 * offset >= pageSize ? 1 : 0) & 63);
    }

    /** Who refers to a frame: references, pins, mappings, and entries in TLBs. */
    public static int frame(int frame) {
        return FRAME + (frame & 63);
    }

    /** A folio's flags and its frame. */
    public static int folio(int folio) {
        return FOLIO + (folio & 31);
    }

    public static int folioReferences(int folio) {
        return FOLIO_REFERENCES + (folio & 31);
    }

    public static int folioLock(int folio) {
        return FOLIO_LOCK + (folio & 31);
    }

    public static int folioDirty(int folio) {
        return FOLIO_DIRTY + (folio & 31);
    }

    /** A slot of a file in the page cache. */
    public static int slot(int file, int index) {
        return SLOT + (file & 3) * 4 + (index & 3);
    }

    public static int size(int file) {
        return SIZE + (file & 3);
    }

    public static int diskBytes(int file) {
        return DISK_BYTES + (file & 3);
    }

    public static int inodeLock(int file) {
        return INODE_LOCK + (file & 3);
    }

    public static int rangeLock(int file) {
        return RANGE_LOCK + (file & 3);
    }

    public static int invalidateLock(int file) {
        return INVALIDATE_LOCK + (file & 3);
    }

    public static int reverseMapLock(int file) {
        return REVERSE_MAP_LOCK + (file & 3);
    }

    public static int pipeLock(int pipe) {
        return PIPE_LOCK + (pipe & 1);
    }

    /** The mmap lock of an address space. */
    public static int spaceLock(int space) {
        return SPACE_LOCK + (space & 3);
    }

    /** What is mapped in an address space, and with which protection. */
    public static int mappings(int space) {
        return MAPPINGS + (space & 3);
    }

    /** The page table lock of an address space. */
    public static int tableLock(int space) {
        return TABLE_LOCK + (space & 3);
    }

    /** Whether a CPU may be taken from its task, its atomic mapping slots, and what its TLB has. */
    public static int cpu(int cpu) {
        return CPU + (cpu & 7);
    }

    /** What programs know of a virtual page: accesses to it and calls that name it. */
    public static int user(int page) {
        return USER + (page & 63);
    }

    /** What programs know of a file: accesses to its mappings and calls that name it. */
    public static int history(int file) {
        return HISTORY + (file & 3);
    }

    /** The results of calls on a file. */
    public static int result(int file) {
        return RESULT + (file & 3);
    }

    /** Empties the sets. */
    public void clear() {
        waited = false;
        awaited = NONE;
        taken[0] = 0;
        taken[1] = 0;
        Arrays.fill(sets, 0);
    }

    /** Says that the step was not possible before what its task had waited for. */
    public void waits() {
        waited = true;
    }

    /** Says that the step is not possible while others hold a lock. */
    public void waitsFor(int lock) {
        waited = true;
        awaited = lock;
    }

    public boolean hasWaited() {
        return waited;
    }

    /** The lock that the step is not possible without, or {@link #NONE}. */
    public int awaited() {
        return awaited;
    }

    /** A lock is taken, which is to be recorded as a change of it too. */
    public void takes(int lock) {
        taken[half(lock)] |= 1L << lock;
    }

    /**
     * A lock is given back. If it was not taken in this very step, no step that {@link #waitsFor} the lock could have
     * been taken just before this one.
     */
    public void frees(int lock) {
        sets[FREED + half(lock)] |= 1L << lock & ~taken[half(lock)];
    }

    private static int half(int lock) {
        return lock >= FOLIO_LOCK ? 1 : 0;
    }

    /** Whether a step, given as {@link #copyTo} leaves it, gave back a lock. */
    public static boolean isFreed(long[] sets, int at, int lock) {
        return (sets[at + FREED + half(lock)] & 1L << lock) != 0;
    }

    /** Whether the order of two steps would matter even if one object did not count. */
    public static boolean conflictBut(int object, long[] a, int atA, long[] b, int atB) {
        int word = object >> 6;
        long read = a[atA + word];
        long written = a[atA + WRITES + word];
        long added = a[atA + ADDS + word];
        long others = ~(1L << object);
        a[atA + word] &= others;
        a[atA + WRITES + word] &= others;
        a[atA + ADDS + word] &= others;
        boolean conflict = conflict(a, atA, b, atB);
        a[atA + word] = read;
        a[atA + WRITES + word] = written;
        a[atA + ADDS + word] = added;
        return conflict;
    }

    public void reads(int object) {
        sets[object >> 6] |= 1L << object;
    }

    public void writes(int object) {
        sets[WRITES + (object >> 6)] |= 1L << object;
    }

    /** A change that commutes with changes of its kind. */
    public void adds(int object) {
        sets[ADDS + (object >> 6)] |= 1L << object;
    }

    /** Reads the TLB entries of a set of pages. */
    public void readsTranslations(long pages) {
        sets[TRANSLATIONS] |= pages;
    }

    public void writesTranslations(long pages) {
        sets[WRITES + TRANSLATIONS] |= pages;
    }

    /**
     * A user's byte was accessed through a frame. Two accesses to one byte of one file or page through different frames
     * tell two stories of that byte, so their order matters even when both only read: they conflict when the numbers of
     * the frames differ in any bit.
     *
     * @param file the file that the page maps, or -1
     */
    public void accesses(int page, int file, int frame, boolean store) {
        if (store) {
            writes(user(page));
        } else {
            reads(user(page));
        }
        int family = FILES + page % FILES;
        if (file >= 0) {
            reads(history(file));
            family = file & 3;
        }
        int first = family * FRAME_BITS;
        sets[THROUGH >> 6] |= (frame & FRAME_MASK) << first;
        sets[ADDS + (THROUGH >> 6)] |= (~frame & FRAME_MASK) << first;
    }

    /** Writes everything there is: for what cannot be moved past any other step. */
    public void writesEverything() {
        Arrays.fill(sets, WRITES, ADDS, -1L);
    }

    /** A digest of all that is touched: two footprints without a common bit have no common object. */
    public long touched() {
        return digest(0);
    }

    /** The same of what is written or added to. */
    public long changed() {
        return digest(WRITES);
    }

    private long digest(int from) {
        long digest = 0;
        for (int i = from; i < FREED; i++) {
            digest |= Long.rotateLeft(sets[i], i % WORDS * 7);
        }
        return digest;
    }

    public void copyTo(long[] target, int at) {
        System.arraycopy(sets, 0, target, at, LENGTH);
    }

    /** Whether the order of two steps matters, given as {@link #copyTo} leaves them. */
    public static boolean conflict(long[] a, int atA, long[] b, int atB) {
        for (int i = 0; i < WORDS; i++) {
            long writesA = a[atA + WRITES + i];
            long writesB = b[atB + WRITES + i];
            long addsA = a[atA + ADDS + i];
            long addsB = b[atB + ADDS + i];
            long readsA = a[atA + i];
            long readsB = b[atB + i];
            long clash =
                    writesA & (writesB | addsB | readsB) | writesB & (addsA | readsA) | addsA & readsB | addsB & readsA;
            if (clash != 0) {
                return true;
            }
        }
        return false;
    }
}
