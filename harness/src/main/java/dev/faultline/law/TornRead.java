package dev.faultline.law;

import dev.faultline.execution.Call;
import dev.faultline.law.shadow.Registers;
import dev.faultline.spi.Guarantee;
import java.util.Arrays;

/**
 * For strategies that promise more than bytes: a read lies wholly before or wholly after each write and truncation,
 * within each page or as a whole call. A byte of the read that comes from the write, or from something begun after it
 * was over, proves that the read came after; one from something over before the write began proves that it came before.
 * Both proofs for one write are a torn read. Reads and writes are compared when the later of the two has returned.
 *
 * <p>The count proves nothing: a read may be short for other reasons than the end of the file, so one that stops where
 * the file ended before a write, and yet brings bytes of that write, is not told from one that merely stopped there.
 */
final class TornRead {
    private static final int COLUMNS = 5;

    private final Bench bench;
    private final Registers registers;
    private final int unit;
    private int[] reads = new int[COLUMNS * 16];
    private int readCount;
    private int[] proofs = new int[256];
    private int proofCount;
    private int[] changes = new int[COLUMNS * 16];
    private int changeCount;

    TornRead(Bench bench, Guarantee guarantee) {
        this.bench = bench;
        registers = bench.shadow().registers();
        unit = switch (guarantee) {
            case BYTE -> 0;
            case PAGE -> bench.shadow().map().pageSize();
            case CALL -> Integer.MAX_VALUE;
        };
    }

    void reset() {
        readCount = 0;
        proofCount = 0;
        changeCount = 0;
    }

    void readEnds(int number, Call call, int begun, int count, ReadTransfer read) {
        if (unit == 0 || count < 2) {
            return;
        }
        reads = note(reads, readCount, number, call, begun, proofCount, count);
        if (proofCount + count > proofs.length) {
            proofs = Arrays.copyOf(proofs, 2 * (proofCount + count));
        }
        for (int k = 0; k < count; k++) {
            proofs[proofCount++] = read.proof(k);
        }
        for (int change = 0; change < changeCount; change++) {
            compare(readCount, change);
        }
        readCount++;
    }

    void changeEnds(int number, Call call, int begun) {
        if (unit == 0) {
            return;
        }
        changes = note(changes, changeCount, number, call, begun, bench.shadow().now(), 0);
        for (int read = 0; read < readCount; read++) {
            compare(read, changeCount);
        }
        changeCount++;
    }

    private int[] note(int[] table, int row, int number, Call call, int begun, int first, int second) {
        int at = row * COLUMNS;
        int[] roomy = at + COLUMNS > table.length ? Arrays.copyOf(table, 2 * table.length) : table;
        roomy[at] = number;
        roomy[at + 1] = call.file();
        roomy[at + 2] = begun;
        roomy[at + 3] = first;
        roomy[at + 4] = second;
        return roomy;
    }

    private void compare(int read, int change) {
        int r = read * COLUMNS;
        int c = change * COLUMNS;
        boolean sameFile = reads[r + 1] == changes[c + 1];
        if (!sameFile || changes[c + 3] < reads[r + 2]) {
            return;
        }
        bench.docket().hears(LawBook.TORN_READ);
        int number = changes[c];
        int file = reads[r + 1];
        int position = call(reads[r]).position();
        int before = -1;
        int after = -1;
        for (int k = 0; k < reads[r + 4] && bench.docket().isEmpty(); k++) {
            int offset = position + k;
            if (unit != Integer.MAX_VALUE && offset % unit == 0) {
                before = -1;
                after = -1;
            }
            int order = order(bench.shadow().map().fileRegister(file, offset), proofs[reads[r + 3] + k], number);
            before = order < 0 ? offset : before;
            after = order > 0 ? offset : after;
            if (before >= 0 && after >= 0) {
                accuse(reads[r], number, file, before, after);
            }
        }
    }

    private Call call(int number) {
        return bench.program().call(Calls.taskOf(number), Calls.indexOf(number));
    }

    /** Below 0 when a byte proves that the read came before the change, above 0 when it came after. */
    private int order(int register, int proof, int number) {
        int event = proof < 0 ? proof : registers.eventOf(register, number);
        if (event < 0) {
            return 0;
        } else if (registers.operation(proof) == number || registers.precedes(event, proof)) {
            return 1;
        }
        return registers.precedes(proof, event) ? -1 : 0;
    }

    private void accuse(int read, int change, int file, int before, int after) {
        Wording wording = bench.wording();
        String reading = wording.call(Calls.taskOf(read), Calls.indexOf(read));
        String changing = wording.call(Calls.taskOf(change), Calls.indexOf(change));
        String whole = unit == Integer.MAX_VALUE ? "the read" : "the read, within a page,";
        bench.docket()
                .accuse(new Violation(
                        Violation.TORN_READ,
                        reading + " saw half of " + changing,
                        whole + " is wholly before or wholly after the change",
                        wording.fileByte(file, before) + " was read before it, " + wording.fileByte(file, after)
                                + " after it"));
    }
}
