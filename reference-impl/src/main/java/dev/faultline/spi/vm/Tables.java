package dev.faultline.spi.vm;

import dev.faultline.hardware.Pte;

/**
 * The page tables of every address space, and the reverse map from frames to their entries. A virtual page is a number
 * among those of all spaces. Entries are numbers as in {@link Pte}. A change of an entry does
 * not reach the TLBs: see {@link Shootdown}.
 */
public interface Tables {
    /** A step on the entry of a page, under its page table's lock. */
    void enter(int page);

    /** Keeps the lock of the page's table over the steps that follow; nothing may sleep meanwhile. */
    void hold(int page);

    /** Drops what {@link #hold} kept. */
    void drop(int page);

    /** Whether this task keeps the lock of the page's table. */
    boolean isHeld(int page);

    /** Whether no other task keeps the lock of the page's table. */
    boolean isFree(int page);

    int entry(int page);

    /** Whether an entry is there. */
    default boolean isPresent(int page) {
        return Pte.isPresent(entry(page));
    }

    /** The frame that an entry leads to, or {@link Frames#NONE} where none is. */
    default int frame(int page) {
        int entry = entry(page);
        return Pte.isPresent(entry) ? Pte.frame(entry) : Frames.NONE;
    }

    /** Whether an entry is there and leads to the frame. */
    default boolean maps(int page, int frame) {
        int entry = entry(page);
        return Pte.isPresent(entry) && Pte.frame(entry) == frame;
    }

    /** Changes an entry that stays with its frame. */
    void set(int page, int entry);

    /** Puts an entry where none is; it takes over one reference to its frame. */
    void install(int page, int entry);

    /**
     * Takes an entry away and adds its page to the {@link Shootdown}; the reference that it had to its frame passes to
     * {@link Shootdown#freeFrames}.
     */
    void clear(int page);

    /**
     * Moves an entry to another page of the same address space, where none is: with its frame, its bits and its reference, in
     * the reverse map too. The page that it leaves is added to the {@link Shootdown}.
     */
    void move(int from, int to);

    /** Lets the reverse map go on listing the page under a frame whose entry there has been cleared. */
    void addMapping(int page, int frame);

    /** Ends what {@link #addMapping} began. */
    void removeMapping(int page, int frame);

    /** {@link dev.faultline.hardware.Pte#WRITABLE} where the page's protection allows stores, else 0. */
    int writable(int page);

    /** Lets {@link Unmapping#unmap} loose on every page that maps the frame as a page of the folio's file. */
    void unmap(VmFolio folio, int frame);

    /** Lets {@link Unmapping#writeProtect} loose on every page that maps the folio as a page of its file. */
    void writeProtect(VmFolio folio);

    /** How many entries map the folio's frame as a page of its file; those that hold it as a snapshot do not count. */
    int fileMappings(VmFolio folio);
}
