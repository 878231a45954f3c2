package dev.faultline.kernel;

import dev.faultline.spi.IoVector;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** User memory as a system call named it, or what waits in a pipe. One object serves all calls of a task. */
final class UserVector implements IoVector {
    private final Task task;
    private int[] addresses = {};
    private int[] lengths = {};
    private int segments;
    private int segment;
    private int within;
    private int total;
    private int moved;
    private @Nullable Pipe pipe;
    private int[] slotOffsets = {};
    private int[] slotLengths = {};

    UserVector(Task task) {
        this.task = task;
    }

    void start(int[] addresses, int[] lengths, int segments) {
        this.addresses = addresses;
        this.lengths = lengths;
        this.segments = segments;
        pipe = null;
        begin();
    }

    /** Names the first {@code length} bytes that wait in a pipe, which nobody else uses meanwhile. */
    void start(Pipe from, int length) {
        if (slotOffsets.length < from.used()) {
            slotOffsets = new int[from.used()];
            slotLengths = new int[from.used()];
        }
        addresses = slotOffsets;
        lengths = slotLengths;
        segments = 0;
        for (int left = length; left > 0; left -= lengths[segments++]) {
            addresses[segments] = from.offset(segments);
            lengths[segments] = Math.min(left, from.length(segments));
        }
        pipe = from;
        begin();
    }

    private void begin() {
        total = 0;
        for (int i = 0; i < segments; i++) {
            total += lengths[i];
        }
        rewindToStart();
    }

    private void rewindToStart() {
        segment = 0;
        within = 0;
        moved = 0;
        skipEmpty();
    }

    private void skipEmpty() {
        while (segment < segments && within == lengths[segment]) {
            segment++;
            within = 0;
        }
    }

    @Override
    public int remaining() {
        return total - moved;
    }

    @Override
    public int segmentRemaining() {
        return segment < segments ? lengths[segment] - within : 0;
    }

    @Override
    public int address() {
        return segment < segments ? addresses[segment] + within : addresses[segments - 1] + lengths[segments - 1];
    }

    @Override
    public boolean isUserMemory() {
        return pipe == null;
    }

    /** The pipe whose bytes it names. */
    Pipe pipe() {
        return Objects.requireNonNull(pipe, "it names user memory");
    }

    /** The frame at the position, of what waits in a pipe. */
    int frame() {
        return pipe().frame(segment);
    }

    /** Where in its page the segment begins that the position is in. */
    int segmentStart() {
        return addresses[segment];
    }

    /** Bytes before the position. */
    int moved() {
        return moved;
    }

    /** The address {@code offset} bytes behind the position. */
    int address(int offset) {
        int at = segment;
        int rest = within + offset;
        while (at < segments && rest >= lengths[at]) {
            rest -= lengths[at++];
        }
        if (offset < 0 || at >= segments) {
            throw task.oops(
                    Oops.Kind.BAD_ARGUMENT,
                    "looks " + offset + " bytes ahead in a vector with " + remaining() + " left");
        }
        return addresses[at] + rest;
    }

    @Override
    public void advance(int bytes) {
        if (bytes < 0 || bytes > remaining()) {
            throw task.oops(
                    Oops.Kind.BAD_ARGUMENT, "advances a vector with " + remaining() + " bytes left by " + bytes);
        }
        moved += bytes;
        int rest = bytes;
        while (rest > 0) {
            int step = Math.min(rest, lengths[segment] - within);
            within += step;
            rest -= step;
            skipEmpty();
        }
    }

    @Override
    public void rewind(int bytes) {
        if (bytes < 0 || bytes > moved) {
            throw task.oops(Oops.Kind.BAD_ARGUMENT, "rewinds a vector by " + bytes + " that has moved by " + moved);
        }
        int keep = moved - bytes;
        rewindToStart();
        advance(keep);
    }
}
