package dev.faultline.law;

import dev.faultline.execution.Call;
import dev.faultline.hardware.Cell;
import dev.faultline.law.shadow.Registers;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A running punch of a hole. It writes a zero to each of its bytes, at some instant of the call; the size of the file,
 * and the copies that processes have of its pages, stay as they are. One that fails may have come to any of the bytes,
 * and so may one of bytes behind the end of the file, which are nobody's: Linux's ext4 leaves them alone.
 */
final class Punching {
    private final Shadow shadow;
    private final Registers registers;
    private int[] events = new int[64];
    private int count;
    private int task;
    private @Nullable Call call;

    Punching(Shadow shadow) {
        this.shadow = shadow;
        registers = shadow.registers();
    }

    void begin(int newTask, Call newCall, int number) {
        task = newTask;
        call = newCall;
        shadow.cutting(call.file());
        count = Math.max(0, Math.min(call.length(), shadow.map().fileLength(call.file()) - call.position()));
        if (count > events.length) {
            events = Arrays.copyOf(events, 2 * count);
        }
        for (int i = 0; i < count; i++) {
            int register = shadow.map().fileRegister(call.file(), call.position() + i);
            events[i] = registers.mayWrite(register, Cell.ZERO, shadow.now(), number);
        }
    }

    void end(boolean done) {
        Call ending = Objects.requireNonNull(call);
        shadow.cut(ending.file());
        boolean within = ending.position() < shadow.sizes().lowestSince(task, ending.file());
        for (int i = 0; i < count; i++) {
            if (done && within) {
                registers.happened(events[i], shadow.now());
            } else {
                registers.settle(events[i], shadow.now());
            }
        }
    }
}
