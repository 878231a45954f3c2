package dev.faultline.law;

import dev.faultline.execution.Call;
import dev.faultline.law.shadow.Registers;
import dev.faultline.spi.Guarantee;
import java.util.Arrays;

/**
 * For strategies that promise more than bytes: a read lies wholly before or wholly after each write and truncation,
 * within each page or as a whole call. A byte of the read that comes from the change, or from anything begun after it
 * was over, proves that the read came after; one from something over before the change began, where the change put
 * another, proves that it came before. Both proofs for one change are a torn read. Reads and changes are compared when
 * the later of the two has returned.
 *
 * <p>A byte comes from a change only if nothing else explains it. Zeros come from many: where one truncation cuts a file
 * and another makes it grow, or two holes are punched one over the other, a zero may be of either, and is no proof,
 * neither of before nor of after. It becomes one where the others are ruled out, as a zero is that had been
 * written over before the read began. Whatever begins once the read is over cannot explain it, so that what is known
 * when the read returns is enough.
 *
 * <p>A count that is long is a proof as well: a read that counts a byte which a truncation took away came before it,
 * unless some call that overlaps with the truncation or follows it may have brought the byte back. A count that is short
 * proves nothing: a read may be short for other reasons than the end of the file, so one that stops where the file ended
 * before a write, and yet brings bytes of that write, is not told from one that merely stopped there.
 */
final class TornRead {
    private static final int NUMBER = 0;
    private static final int BEGUN = 1;
    private static final int ENDED = 2;
    private static final int FIRST_PROOF = 3;
    private static final int COUNT = 4;
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

    void readEnds(int number, int begun, int count, ReadTransfer read) {
        if (unit == 0 || count == 0) {
            return;
        }
        reads = note(reads, readCount, number, begun, proofCount, count);
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

    void changeEnds(int number, int begun) {
        if (unit == 0) {
            return;
        }
        changes = note(changes, changeCount, number, begun, 0, 0);
        for (int read = 0; read < readCount; read++) {
            compare(read, changeCount);
        }
        changeCount++;
    }

    private int[] note(int[] table, int row, int number, int begun, int firstProof, int count) {
        int at = row * COLUMNS;
        int[] roomy = at + COLUMNS > table.length ? Arrays.copyOf(table, 2 * table.length) : table;
        roomy[at + NUMBER] = number;
        roomy[at + BEGUN] = begun;
        roomy[at + ENDED] = bench.shadow().now();
        roomy[at + FIRST_PROOF] = firstProof;
        roomy[at + COUNT] = count;
        return roomy;
    }

    private void compare(int read, int change) {
        int r = read * COLUMNS;
        int c = change * COLUMNS;
        Call reading = call(reads[r + NUMBER]);
        Call changing = call(changes[c + NUMBER]);
        boolean copy = changing.kind() == Call.Kind.COPY_FILE_RANGE;
        if (copy || reading.file() != changing.file() || changes[c + ENDED] < reads[r + BEGUN]) {
            return;
        }
        bench.docket().hears(LawBook.TORN_READ);
        int gone = changing.kind() == Call.Kind.TRUNCATE ? goneFrom(r, c, changing) : Integer.MAX_VALUE;
        int before = -1;
        int after = -1;
        int source = -1;
        for (int k = 0; k < reads[r + COUNT] && bench.docket().isEmpty(); k++) {
            int offset = reading.position() + k;
            if (unit != Integer.MAX_VALUE && offset % unit == 0) {
                before = -1;
                after = -1;
            }
            int register = bench.shadow().map().fileRegister(reading.file(), offset);
            int proof = proofs[reads[r + FIRST_PROOF] + k];
            before = offset >= gone || isBefore(register, proof, changes[c + NUMBER]) ? offset : before;
            if (isAfter(register, proof, c)) {
                after = offset;
                source = registers.operation(proof);
            }
            if (before >= 0 && after >= 0) {
                accuse(reads[r + NUMBER], changes[c + NUMBER], before, before >= gone, after, source);
            }
        }
    }

    /** From where on bytes were not in the file between the end of the truncation and that of the read. */
    private int goneFrom(int r, int c, Call truncation) {
        int gone = truncation.position();
        for (int other = 0; other < changeCount * COLUMNS; other += COLUMNS) {
            boolean before = changes[other + ENDED] < changes[c + BEGUN];
            boolean later = changes[other + BEGUN] > reads[r + ENDED];
            if (other != c && !before && !later) {
                gone = Math.max(gone, reach(call(changes[other + NUMBER]), truncation.file()));
            }
        }
        for (int task = 0; task < bench.program().tasks(); task++) {
            Call running = bench.calls().of(task);
            if (running != null && running != truncation && bench.shadow().begun(task) <= reads[r + ENDED]) {
                gone = Math.max(gone, reach(running, truncation.file()));
            }
        }
        return gone;
    }

    /** Where the call may make the file end. */
    private static int reach(Call call, int file) {
        boolean resizes = call.kind() == Call.Kind.TRUNCATE || call.isWrite();
        if (!resizes || call.file() != file) {
            return 0;
        }
        return call.isWrite() ? call.position() + call.length() : call.position();
    }

    private Call call(int number) {
        return bench.program().call(Calls.taskOf(number), Calls.indexOf(number));
    }

    private boolean isBefore(int register, int proof, int change) {
        int event = proof < 0 ? proof : registers.eventOf(register, change);
        return event >= 0 && registers.precedes(proof, event);
    }

    private boolean isAfter(int register, int proof, int c) {
        if (proof < 0) {
            return false;
        } else if (registers.startsAfter(proof, changes[c + ENDED])) {
            return true;
        }
        int event = registers.eventOf(register, changes[c + NUMBER]);
        return event >= 0 && (registers.operation(proof) == changes[c + NUMBER] || registers.precedes(event, proof));
    }

    private void accuse(int read, int change, int before, boolean counted, int after, int source) {
        Wording wording = bench.wording();
        int file = call(read).file();
        String whole = unit == Integer.MAX_VALUE ? "the read" : "the read, within a page,";
        String came = source < 0 || source == change ? "" : ", from " + words(source);
        bench.docket()
                .accuse(new Violation(
                        Violation.TORN_READ,
                        words(read) + " saw half of " + words(change),
                        whole + " is wholly before or wholly after the change",
                        wording.fileByte(file, before)
                                + (counted ? " was counted, as before it, " : " was read before it, ")
                                + wording.fileByte(file, after)
                                + (counted ? " was read after it" : " after it")
                                + came));
    }

    private String words(int number) {
        return bench.wording().call(Calls.taskOf(number), Calls.indexOf(number));
    }
}
