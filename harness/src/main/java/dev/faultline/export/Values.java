package dev.faultline.export;

import dev.faultline.hardware.Cell;
import java.util.HashMap;
import java.util.Map;

/** The machine's bytes are identities; a host has 256. Zero stays zero, the others are numbered from 1 on as they are first asked for, and after 255 again from 1. */
final class Values {
    private static final int MOST = 255;

    private final Map<Integer, Integer> numbers = new HashMap<>();

    /** From 0 to 255. */
    int of(int cell) {
        if (cell == Cell.ZERO) {
            return 0;
        }
        Integer known = numbers.get(cell);
        if (known != null) {
            return known;
        }
        int number = numbers.size() % MOST + 1;
        numbers.put(cell, number);
        return number;
    }

    /** As the exported program prints it: garbage, which no program can ask for, as {@code !!}. */
    String text(int cell) {
        return Cell.isPoison(cell) ? "!!" : String.format("%02x", of(cell));
    }

    /** Whether two identities have the same value. */
    boolean isFull() {
        return numbers.size() > MOST;
    }
}
