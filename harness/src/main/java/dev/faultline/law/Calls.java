package dev.faultline.law;

import dev.faultline.execution.Call;
import dev.faultline.execution.Program;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which call each task is in. Calls are numbered through the program, so that an event can be put down to one. */
final class Calls {
    static final int NONE = -1;
    private static final int NUMBERS_A_TASK = 64;

    private final Program program;
    private final Wording wording;
    private final int[] indexes;

    Calls(Program program, Wording wording) {
        this.program = program;
        this.wording = wording;
        indexes = new int[program.tasks()];
    }

    void reset() {
        Arrays.fill(indexes, NONE);
    }

    void begins(int task, int index) {
        indexes[task] = index;
    }

    void ends(int task) {
        indexes[task] = NONE;
    }

    /** The call that the task is in, or null. */
    @Nullable
    Call of(int task) {
        int index = task < indexes.length ? indexes[task] : NONE;
        return index == NONE ? null : program.call(task, index);
    }

    /**
     * Whether another task punches a hole into the file. Between the cache, from which the page has gone, and the disk, from
     * which it has not, its bytes are nowhere then, and who looks from outside finds what no read can.
     */
    boolean isPunchedBeside(int task, int file) {
        for (int other = 0; other < indexes.length; other++) {
            Call running = other == task ? null : of(other);
            if (running != null && running.kind() == Call.Kind.PUNCH && running.file() == file) {
                return true;
            }
        }
        return false;
    }

    /** The number of the call that the task is in. */
    int number(int task) {
        return number(task, indexes[task]);
    }

    static int number(int task, int index) {
        return task * NUMBERS_A_TASK + index;
    }

    static int taskOf(int number) {
        return number / NUMBERS_A_TASK;
    }

    static int indexOf(int number) {
        return number % NUMBERS_A_TASK;
    }

    String words(int task) {
        return indexes[task] == NONE ? wording.task(task) : wording.call(task, indexes[task]);
    }
}
