package dev.faultline.law;

import dev.faultline.execution.Program;
import dev.faultline.hardware.Cell;
import dev.faultline.law.shadow.Refusal;
import dev.faultline.scenario.Layout;
import dev.faultline.scenario.MappingSpec;
import dev.faultline.spi.Errno;

/**
 * How the laws name things: bytes by their place, values by where they came from, calls as they are written. Used only
 * once a law is broken.
 */
final class Wording {
    private final MemoryMap map;
    private final Program program;

    Wording(MemoryMap map) {
        this.map = map;
        program = map.program();
    }

    String task(int task) {
        return program.scenario().tasks().get(task).name();
    }

    /** {@code T1's write(F@0, a+0:8)}. */
    String call(int task, int index) {
        return task(task) + "'s " + program.operation(task, index);
    }

    String file(int file) {
        return program.scenario().files().get(file).name();
    }

    /** {@code F[3]}. */
    String fileByte(int file, int offset) {
        return file(file) + "[" + offset + "]";
    }

    /** {@code a+3 in A}. */
    String userByte(int space, int address) {
        int process = map.processOf(space);
        int page = address / map.pageSize();
        String owner = program.scenario().processes().get(process).name();
        MappingSpec mapping = program.layout().mappingAt(process, page);
        if (mapping == null) {
            return "address " + address + " in " + owner;
        }
        int offset = address - program.layout().address(mapping.name(), 0);
        return mapping.name() + "+" + offset + " in " + owner;
    }

    /** What a byte is, by its identity. */
    String cell(int cell) {
        int owner = Cell.owner(cell);
        int operation = Cell.operation(cell);
        int index = Cell.index(cell);
        return switch (Cell.origin(cell)) {
            case ZERO -> "a zero";
            case DISK -> fileByte(owner, index) + " as on disk at the start";
            case CACHE -> fileByte(owner, index) + " as in the cache at the start";
            case FILL -> fill(owner, operation, index);
            case STORE -> "byte " + index + " of " + call(owner, operation);
            case POISON -> "garbage from the allocation of frame " + index;
        };
    }

    private String fill(int space, int mapping, int index) {
        Layout layout = program.layout();
        String owner = program.scenario().processes().get(map.processOf(space)).name();
        return layout.mapping(mapping).name() + "+" + index + " of " + owner + " as at the start";
    }

    /** The values that a byte could have had. */
    String legal(String place, Refusal refusal) {
        if (refusal.legal().length == 0) {
            return place
                    + (refusal.open()
                            ? " as its file has it, now or earlier"
                            : " has no value that could be found here");
        }
        StringBuilder text = new StringBuilder(place).append(" is ");
        for (int i = 0; i < refusal.legal().length; i++) {
            String value = cell(refusal.legal()[i]);
            if (text.indexOf(value) < 0) {
                text.append(i == 0 ? "" : ", or ").append(value);
            }
        }
        return text.toString();
    }

    static String result(int result) {
        return result < 0 ? Errno.name(result) : Integer.toString(result);
    }
}
