package dev.faultline.hardware;

import java.util.Arrays;

/**
 * A tiny pool of frames. A frame is filled with poison when it is allocated, so that a byte nobody wrote can be told
 * from any other, and carries a generation that counts its lives, a reference count, a pin count, and the set of
 * virtual pages that map it. The frame freed last is the first to be allocated again, so that a use after free meets
 * its new owner soon.
 */
public final class PhysicalMemory {
    /** What {@link #allocate()} returns when every frame is in use. */
    public static final int NONE = -1;

    private final int pageSize;
    private final Footprint footprint;
    private final int[] cells;
    private final int[] references;
    private final int[] pins;
    private final int[] generations;
    private final long[] mappings;
    private final int[] free;
    private int freeCount;

    /** @throws IllegalArgumentException when a size is below 1 or the page size is no power of two */
    public PhysicalMemory(int frames, int pageSize) {
        this(frames, pageSize, new Footprint());
    }

    public PhysicalMemory(int frames, int pageSize, Footprint footprint) {
        if (frames < 1) {
            throw new IllegalArgumentException("frames must be at least 1: " + frames);
        }
        if (pageSize < 1 || Integer.bitCount(pageSize) != 1) {
            throw new IllegalArgumentException("page size must be a power of two: " + pageSize);
        }
        this.pageSize = pageSize;
        this.footprint = footprint;
        cells = new int[frames * pageSize];
        references = new int[frames];
        pins = new int[frames];
        generations = new int[frames];
        mappings = new long[frames];
        free = new int[frames];
        reset();
    }

    /** Frees every frame. */
    public void reset() {
        int frames = frames();
        Arrays.fill(references, 0);
        Arrays.fill(pins, 0);
        Arrays.fill(generations, 0);
        Arrays.fill(mappings, 0);
        for (int i = 0; i < frames; i++) {
            free[i] = frames - 1 - i;
        }
        freeCount = frames;
    }

    public int frames() {
        return references.length;
    }

    public int pageSize() {
        return pageSize;
    }

    public int freeFrames() {
        return freeCount;
    }

    /** A frame full of poison with one reference, or {@link #NONE}. */
    public int allocate() {
        footprint.writes(Footprint.ALLOCATOR);
        if (freeCount == 0) {
            return NONE;
        }
        int frame = free[--freeCount];
        footprint.writes(Footprint.frame(frame));
        generations[frame]++;
        references[frame] = 1;
        poison(frame);
        return frame;
    }

    /** Fills a frame with what belongs to nobody. */
    public void poison(int frame) {
        touchAll(frame);
        Arrays.fill(cells, frame * pageSize, (frame + 1) * pageSize, Cell.of(Cell.Origin.POISON, 0, 0, frame));
    }

    private void touchAll(int frame) {
        footprint.writes(Footprint.content(frame, 0, pageSize));
        footprint.writes(Footprint.content(frame, pageSize - 1, pageSize));
    }

    public void get(int frame) {
        footprint.adds(Footprint.frame(frame));
        references[frame]++;
    }

    /** Drops a reference; true when it was the last and the frame is free now. */
    public boolean put(int frame) {
        footprint.adds(Footprint.frame(frame));
        if (references[frame] <= 0) {
            throw new IllegalStateException("frame " + frame + " has no reference to drop");
        }
        if (--references[frame] > 0) {
            return false;
        }
        footprint.writes(Footprint.frame(frame));
        footprint.writes(Footprint.ALLOCATOR);
        free[freeCount++] = frame;
        return true;
    }

    public int references(int frame) {
        footprint.reads(Footprint.frame(frame));
        return references[frame];
    }

    public boolean isFree(int frame) {
        footprint.reads(Footprint.frame(frame));
        return references[frame] == 0;
    }

    /**
     * As {@link #isFree}, but not part of a step's footprint: for who is about to do what would be a misuse then, and is
     * in the footprint by itself.
     */
    public boolean isFreeNow(int frame) {
        return references[frame] == 0;
    }

    /** How many lives the frame has had: 0 before its first allocation. */
    public int generation(int frame) {
        footprint.reads(Footprint.frame(frame));
        return generations[frame];
    }

    public void pin(int frame) {
        footprint.adds(Footprint.frame(frame));
        pins[frame]++;
    }

    public void unpin(int frame) {
        footprint.adds(Footprint.frame(frame));
        pins[frame]--;
    }

    public int pins(int frame) {
        footprint.reads(Footprint.frame(frame));
        return pins[frame];
    }

    /** Notes that the virtual page with number {@code page} (see {@link Geometry#page}) maps the frame. */
    public void addMapping(int frame, int page) {
        footprint.adds(Footprint.frame(frame));
        mappings[frame] |= 1L << page;
    }

    public void removeMapping(int frame, int page) {
        footprint.adds(Footprint.frame(frame));
        mappings[frame] &= ~(1L << page);
    }

    /** The virtual pages that map the frame, one bit each. */
    public long mappings(int frame) {
        footprint.reads(Footprint.frame(frame));
        return mappings[frame];
    }

    public int read(int frame, int offset) {
        footprint.reads(Footprint.content(frame, offset, pageSize));
        return cells[frame * pageSize + offset];
    }

    public void write(int frame, int offset, int cell) {
        footprint.writes(Footprint.content(frame, offset, pageSize));
        cells[frame * pageSize + offset] = cell;
    }

    public void copy(int toFrame, int toOffset, int fromFrame, int fromOffset, int length) {
        footprint.reads(Footprint.content(fromFrame, fromOffset, pageSize));
        footprint.reads(Footprint.content(fromFrame, fromOffset + length - 1, pageSize));
        footprint.writes(Footprint.content(toFrame, toOffset, pageSize));
        footprint.writes(Footprint.content(toFrame, toOffset + length - 1, pageSize));
        System.arraycopy(cells, fromFrame * pageSize + fromOffset, cells, toFrame * pageSize + toOffset, length);
    }

    public void zero(int frame, int from, int to) {
        if (from < to) {
            footprint.writes(Footprint.content(frame, from, pageSize));
            footprint.writes(Footprint.content(frame, to - 1, pageSize));
        }
        Arrays.fill(cells, frame * pageSize + from, frame * pageSize + to, Cell.ZERO);
    }
}
