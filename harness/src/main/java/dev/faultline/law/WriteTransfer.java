package dev.faultline.law;

import dev.faultline.execution.Call;
import dev.faultline.hardware.Cell;
import java.util.Arrays;

/**
 * A running write. Each byte of the file may take, at some instant of the call but not before it was loaded, what the
 * call has read at that byte of its source. On return the bytes counted have been written and the others never were. A
 * write past the end of the file brings zeros in between.
 */
class WriteTransfer extends Transfer {
    private int[] gap = new int[64];
    private int[] gapOffsets = new int[64];
    private int gapFrom;
    private int ownFrom;
    private int gapCount;
    private int sureGapFrom;

    WriteTransfer(Bench bench, Call anyCall) {
        super(bench, anyCall);
    }

    @Override
    void begin(Call newCall, int byTask, int inSpace) {
        super.begin(newCall, byTask, inSpace);
        gapCount = 0;
        if (length == 0) {
            return;
        }
        gapFrom = call.position();
        sureGapFrom = shadow.sizes().highest(call.file());
        shadow.sizes().writeBegins(task, call.file(), call.position() + length);
        ownFrom = call.position() + length - 1;
        int size = shadow.sizes().lowest(call.file());
        mayBeZero(size, gapFrom);
        gapFrom = Math.min(gapFrom, size);
    }

    /**
     * The file may end there from now on: if this write then extends it, zeros come in between, and where the write has
     * been already. Only its last byte, which no other byte of it comes after, cannot be such a zero.
     */
    void sizeMayBe(int size) {
        if (length == 0) {
            return;
        }
        mayBeZero(size, gapFrom);
        gapFrom = Math.min(gapFrom, size);
        int own = Math.max(size, call.position());
        mayBeZero(own, ownFrom);
        ownFrom = Math.min(ownFrom, own);
    }

    private void mayBeZero(int from, int to) {
        for (int offset = from; offset < to; offset++) {
            if (gapCount == gap.length) {
                gap = Arrays.copyOf(gap, 2 * gapCount);
                gapOffsets = Arrays.copyOf(gapOffsets, 2 * gapCount);
            }
            int register = map.fileRegister(call.file(), offset);
            gapOffsets[gapCount] = offset;
            int zero = registers.mayWrite(register, Cell.ZERO, shadow.now(), calls.number(task));
            registers.gap(zero);
            gap[gapCount++] = zero;
        }
    }

    void loaded(int page, int address, int cell) {
        sightings.inMemory(task, space, page, address, cell, begun);
        for (int k = next(-1, address); k != NONE && docket.isEmpty(); k = next(k, address)) {
            mayWrite(k, cell);
        }
    }

    /** Byte k of the source has been seen to be so, by whoever judges that. */
    void mayWrite(int k, int cell) {
        if (!isKnown(k, cell)) {
            int start = events[k] == NONE ? shadow.now() : begun;
            replace(k, registers.mayWrite(fileRegister(k), cell, start, calls.number(task)), cell);
        }
    }

    private boolean isKnown(int k, int cell) {
        if (events[k] == NONE) {
            return false;
        }
        if (cells[k] == cell) {
            return true;
        }
        for (int i = 0; i < earlierCount(); i++) {
            if (earlierByte(i) == k && registers.cell(earlier(i)) == cell) {
                return true;
            }
        }
        return false;
    }

    void end(int result) {
        int count = Math.max(0, result);
        int seen = NONE;
        endGap(count > 0);
        for (int k = 0; k < length && docket.isEmpty(); k++) {
            if (k < count && events[k] == NONE) {
                accuseNeverLoaded(k, count);
            } else if (events[k] != NONE && !endByte(k, events[k], k < count)) {
                seen = k;
            }
        }
        for (int i = 0; i < earlierCount(); i++) {
            if (!endByte(earlierByte(i), earlier(i), earlierByte(i) < count)) {
                seen = earlierByte(i);
            }
        }
        if (length > 0) {
            shadow.sizes().writeEnds(task, call.file(), count > 0 ? call.position() + count : NONE);
        }
        inspect(count);
        if (seen != NONE && docket.isEmpty()) {
            String place = wording.fileByte(call.file(), call.position() + seen);
            docket.accuse(sightings.byteRule().takenBack(calls.words(task), result, place));
        }
    }

    /** False when byte k was not written and had been seen. */
    boolean endByte(int k, int event, boolean written) {
        if (!written) {
            return registers.withdraw(event);
        }
        registers.counted(event, shadow.now());
        return true;
    }

    /** After a write that fell short, looks at what is in the file where it fell short, and accuses of the worst. */
    private void inspect(int count) {
        if (calls.isPunchedBeside(task, call.file())) {
            return;
        }
        int worst = NONE;
        int severity = 0;
        int end = Math.min(length, sightings.fileSize(call.file()) - call.position());
        for (int k = count; k < end; k++) {
            int now = sightings.severity(call.file(), call.position() + k);
            if (now > severity) {
                severity = now;
                worst = call.position() + k;
            }
        }
        if (worst != NONE) {
            sightings.inFile(task, call.file(), worst, sightings.fileCell(call.file(), worst), shadow.now());
        }
    }

    private void endGap(boolean written) {
        boolean alone = shadow.sizes().isAlone(call.file());
        for (int i = 0; i < gapCount; i++) {
            if (!written) {
                registers.withdraw(gap[i]);
            } else if (alone && gapOffsets[i] >= sureGapFrom && gapOffsets[i] < call.position()) {
                registers.happened(gap[i], shadow.now());
            } else {
                registers.settle(gap[i], shadow.now());
            }
        }
    }

    private void accuseNeverLoaded(int k, int count) {
        String place = wording.fileByte(call.file(), call.position() + k);
        int found = sightings.fileCell(call.file(), call.position() + k);
        docket.accuse(sightings.byteRule().neverLoaded(calls.words(task), count, k, place, found));
    }
}
