package dev.faultline.execution;

import java.nio.ByteBuffer;
import java.util.function.IntConsumer;

/** Walks the instructions of a method; chapter 6 of the JVM specification. */
final class Bytecode {
    private static final int TABLESWITCH = 0xaa;
    private static final int LOOKUPSWITCH = 0xab;
    private static final int PUTSTATIC = 0xb3;
    private static final int PUTFIELD = 0xb5;
    private static final int MONITORENTER = 0xc2;
    private static final int WIDE = 0xc4;
    private static final int IINC = 0x84;

    /** Where in a Code attribute the code begins, after its length. */
    private static final int CODE = 8;

    /** Ranges of opcodes, each with its first opcode and the length of its instructions; one byte where not listed. */
    private static final int[][] LENGTHS = {
        {0x00, 1}, {0x10, 2}, {0x11, 3}, {0x12, 2}, {0x13, 3}, {0x15, 2}, {0x1a, 1}, {0x36, 2}, {0x3b, 1}, {0x84, 3},
        {0x85, 1}, {0x99, 3}, {0xa9, 2}, {0xac, 1}, {0xb2, 3}, {0xb9, 5}, {0xbb, 3}, {0xbc, 2}, {0xbd, 3}, {0xbe, 1},
        {0xc0, 3}, {0xc2, 1}, {0xc5, 4}, {0xc6, 3}, {0xc8, 5}, {0xca, 1}
    };

    private Bytecode() {}

    /** Whether a Code attribute has a {@code monitorenter}. */
    static boolean entersMonitor(byte[] attribute) {
        ByteBuffer code = ByteBuffer.wrap(attribute);
        int end = CODE + code.getInt(CODE - 4);
        for (int at = CODE; at < end; at += length(code, at)) {
            if (opcode(code, at) == MONITORENTER) {
                return true;
            }
        }
        return false;
    }

    /** Has {@code field} take the constants, by index, of the fields that a Code attribute writes. */
    static void writes(byte[] attribute, IntConsumer field) {
        ByteBuffer code = ByteBuffer.wrap(attribute);
        int end = CODE + code.getInt(CODE - 4);
        for (int at = CODE; at < end; at += length(code, at)) {
            int opcode = opcode(code, at);
            if (opcode == PUTSTATIC || opcode == PUTFIELD) {
                field.accept(code.getShort(at + 1) & 0xffff);
            }
        }
    }

    private static int opcode(ByteBuffer code, int at) {
        return code.get(at) & 0xff;
    }

    private static int length(ByteBuffer code, int at) {
        int opcode = opcode(code, at);
        int operands = CODE + (at - CODE & ~3) + 4;
        if (opcode == TABLESWITCH) {
            int low = code.getInt(operands + 4);
            int high = code.getInt(operands + 8);
            return operands + 12 + 4 * (high - low + 1) - at;
        }
        if (opcode == LOOKUPSWITCH) {
            return operands + 8 + 8 * code.getInt(operands + 4) - at;
        }
        if (opcode == WIDE) {
            return opcode(code, at + 1) == IINC ? 6 : 4;
        }
        int range = 0;
        while (range + 1 < LENGTHS.length && LENGTHS[range + 1][0] <= opcode) {
            range++;
        }
        return LENGTHS[range][1];
    }
}
