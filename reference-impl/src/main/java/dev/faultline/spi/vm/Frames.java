package dev.faultline.spi.vm;

/** Physical memory: frames by number, with their counts. */
public interface Frames {
    /** What {@link #allocate} returns when every frame is in use. */
    int NONE = -1;

    /**
     * A step of the allocator, in which a frame may be allocated. On a machine that reclaims a page of the cache is evicted
     * first where no frame is free, so the caller holds no page table's lock.
     */
    void enter();

    /** A frame full of garbage with one reference, or {@link #NONE}. */
    int allocate();

    /** Takes one more reference. */
    void get(int frame);

    /** Drops a reference; without any the frame is free. */
    void put(int frame);

    /** Who refers to the frame: entries of page tables, the cache, and pins. */
    int references(int frame);

    /** Takes a reference that says that the kernel is at work on the bytes. */
    void pin(int frame);

    /** Drops what {@link #pin} took. */
    void unpin(int frame);

    /** How many of the references are pins. */
    int pins(int frame);

    /** Zeroes a frame that nobody else can see yet, without a step. */
    void clear(int frame);

    /** Copies a frame, a few bytes a step. */
    void copy(int to, int from);
}
