package dev.faultline.conformance;

import dev.faultline.hardware.Cell;

/** The machine's bytes are identities; a host has 256. Zero stays zero, and every other identity gets a value of its own as far as they go. */
final class Bytes {
    private Bytes() {}

    static byte of(int cell) {
        if (cell == Cell.ZERO) {
            return 0;
        }
        int mixed = cell * 0x9E3779B9;
        return (byte) (1 + Integer.remainderUnsigned(mixed ^ mixed >>> 15, 255));
    }
}
