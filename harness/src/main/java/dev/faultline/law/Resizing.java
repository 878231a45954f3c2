package dev.faultline.law;

import dev.faultline.execution.Call;
import dev.faultline.hardware.Cell;
import dev.faultline.law.shadow.Registers;
import java.util.Arrays;

/**
 * A running truncation. Bytes past the new size become zero and are no content any more: only a read that began before
 * the truncation was over may have found the zero. Bytes between the old size and a larger new one become zero as
 * content, whatever was stored there past the end.
 */
final class Resizing {
    private final Shadow shadow;
    private final Registers registers;
    private int[] events = new int[64];
    private int[] offsets = new int[64];
    private int count;
    private int size;
    private int zeroFrom;
    private int lowestBefore;
    private int highestBefore;

    Resizing(Shadow shadow) {
        this.shadow = shadow;
        registers = shadow.registers();
    }

    void begin(Call call, int task, int number) {
        int file = call.file();
        count = 0;
        size = call.position();
        lowestBefore = shadow.sizes().lowest(file);
        highestBefore = shadow.sizes().highest(file);
        shadow.sizes().truncateBegins(file, size);
        shadow.cutting(file);
        shadow.truncateBegins(task, file, size);
        zeroFrom = shadow.map().fileLength(file);
        sizeMayBe(Math.min(lowestBefore, size), file, number);
    }

    /** The file may end there, and this truncation bring zeros from there on. */
    void sizeMayBe(int end, int file, int number) {
        for (int offset = end; offset < zeroFrom; offset++) {
            add(registers.mayWrite(shadow.map().fileRegister(file, offset), Cell.ZERO, shadow.now(), number), offset);
        }
        zeroFrom = Math.min(zeroFrom, end);
    }

    private void add(int event, int offset) {
        if (count == events.length) {
            events = Arrays.copyOf(events, 2 * count);
            offsets = Arrays.copyOf(offsets, 2 * count);
        }
        events[count] = event;
        offsets[count++] = offset;
    }

    void end(Call call, int task, boolean done) {
        boolean alone = shadow.sizes().isAlone(call.file());
        shadow.resetsEnd(task, done && alone && size < lowestBefore);
        shadow.sizes().truncateEnds(call.file(), size, done);
        shadow.cut(call.file());
        for (int i = 0; i < count; i++) {
            if (done) {
                end(events[i], offsets[i], alone, shadow.sizes().highest(call.file()));
            } else {
                registers.withdraw(events[i]);
            }
        }
    }

    private void end(int event, int offset, boolean alone, int highest) {
        boolean cutOff = offset >= size && offset < lowestBefore;
        boolean extended = offset < size && offset >= highestBefore && alone;
        if (cutOff || extended) {
            registers.happened(event, shadow.now());
        } else {
            registers.settle(event, shadow.now());
        }
        if (offset >= size && highest <= offset) {
            registers.beyond(event);
        }
    }
}
