package dev.faultline.kernel;

import dev.faultline.hardware.Footprint;
import dev.faultline.hardware.StepKind;
import java.util.Arrays;

/** A pipe: a ring of slots, each with a reference to a frame and the bytes of it that wait to be read. */
public final class Pipe {
    private final int number;
    private final FairLock lock;
    private String name = "";
    private int[] frames = {};
    private int[] offsets = {};
    private int[] lengths = {};
    private int[] flags = {};
    private int first;
    private int used;

    Pipe(int number, Footprint footprint) {
        this.number = number;
        lock = new FairLock(
                "the pipe lock of " + (char) ('P' + number),
                StepKind.LOCK_PIPE,
                number,
                footprint,
                Footprint.pipeLock(number));
    }

    void start(String newName, int slots) {
        name = newName;
        if (frames.length != slots) {
            frames = new int[slots];
            offsets = new int[slots];
            lengths = new int[slots];
            flags = new int[slots];
        }
        Arrays.fill(frames, 0);
        Arrays.fill(offsets, 0);
        Arrays.fill(lengths, 0);
        Arrays.fill(flags, 0);
        first = 0;
        used = 0;
        lock.reset();
    }

    public int number() {
        return number;
    }

    public String name() {
        return name;
    }

    /** Slots that have bytes. */
    public int used() {
        return used;
    }

    private int slot(int i) {
        return (first + i) % frames.length;
    }

    /** The frame of the i-th slot that has bytes. */
    public int frame(int i) {
        return frames[slot(i)];
    }

    /** Where in its frame the bytes of the i-th slot begin. */
    public int offset(int i) {
        return offsets[slot(i)];
    }

    public int length(int i) {
        return lengths[slot(i)];
    }

    /** Bytes that wait in all slots. */
    int bytes() {
        int bytes = 0;
        for (int i = 0; i < used; i++) {
            bytes += length(i);
        }
        return bytes;
    }

    int flags(int i) {
        return flags[slot(i)];
    }

    FairLock lock() {
        return lock;
    }

    boolean isFull() {
        return used == frames.length;
    }

    /** The flags that the next slot had when it was in use last. */
    int flagsBefore() {
        return flags[slot(used)];
    }

    /** Fills the next slot; it takes over a reference to the frame. */
    void push(int frame, int offset, int length, int newFlags) {
        int slot = slot(used++);
        frames[slot] = frame;
        offsets[slot] = offset;
        lengths[slot] = length;
        flags[slot] = newFlags;
    }

    /** So many bytes have come behind those of the last slot. */
    void append(int bytes) {
        lengths[slot(used - 1)] += bytes;
    }

    /** So many bytes of the first slot have been read; true when none is left there. */
    boolean consume(int bytes) {
        offsets[first] += bytes;
        lengths[first] -= bytes;
        return lengths[first] == 0;
    }

    /** The first slot is empty; returns its frame, whose reference passes to the caller. */
    int pop() {
        int frame = frames[first];
        first = slot(1);
        used--;
        return frame;
    }

    @Override
    public String toString() {
        return name;
    }
}
