package dev.faultline.law;

import dev.faultline.execution.Call;
import dev.faultline.hardware.Cell;
import dev.faultline.law.shadow.Registers;

/**
 * Part of the byte rule that takes two things together. Where writes and truncations of a file overlap, the zero of a
 * truncation may come last at any byte, and the size of any of them may be the last. But a size that only a write leads
 * to says that this write came last, and then its last byte, which raised the size, is there.
 */
final class LastByte {
    private final Bench bench;
    private final Registers registers;

    LastByte(Bench bench) {
        this.bench = bench;
        registers = bench.shadow().registers();
    }

    /** The file, now quiet, has this size by a write that came after every truncation. */
    void raised(int task, int file, int size) {
        int offset = size - 1;
        if (bench.sightings().fileCell(file, offset) != Cell.ZERO || isZeroWritten(file, offset)) {
            return;
        }
        String place = bench.wording().fileByte(file, offset);
        bench.docket()
                .accuse(new Violation(
                        Violation.BYTE_RULE,
                        bench.calls().words(task) + " returned, and of a write that raised the size to " + size
                                + " the last byte is lost",
                        place + " is what the write put there",
                        place + " is a zero"));
    }

    private boolean isZeroWritten(int file, int offset) {
        int register = bench.shadow().map().fileRegister(file, offset);
        for (int event = registers.newest(register); event >= 0; event = registers.older(event)) {
            if (registers.mayHaveWritten(event, Cell.ZERO) && putsBytes(registers.operation(event), offset)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the operation put the byte itself there, rather than a zero about it. */
    private boolean putsBytes(int number, int offset) {
        if (number < 0) {
            return true;
        }
        Call call = bench.program().call(Calls.taskOf(number), Calls.indexOf(number));
        boolean puts = call.kind() == Call.Kind.WRITE
                || call.kind() == Call.Kind.PUNCH
                || call.kind() == Call.Kind.COPY_FILE_RANGE;
        return puts && call.position() <= offset;
    }
}
