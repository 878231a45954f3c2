package dev.faultline.law;

import dev.faultline.execution.Call;
import dev.faultline.hardware.Cell;
import dev.faultline.spi.Errno;

/**
 * A running {@code copy_file_range}. For its target it is a write whose bytes nobody sees coming: each may take, from the beginning of the call on, any value that the
 * byte of the source has had since then. On return those that are counted have taken one, which is looked for where it must be by now, and
 * the others never did. What is found there was read from the source at some instant of the call, so whoever reads the source
 * later is held to that.
 *
 * <p>It may be short for no reason, as Linux says of it, but it says 0 only at the end of the source, counts nothing that
 * the source never had, and an error means that nothing was copied. User memory is no part of it, and cannot be at fault.
 *
 * <p>A copy is held to no more than {@link dev.faultline.spi.Guarantee#BYTE}, neither as a read of its source nor as a change of
 * its target: the guarantees speak of reads and writes, POSIX has no copy, and Linux's, which promises whole calls on XFS
 * for those two, copies through a pipe a few pages at a time.
 */
final class FileCopy extends WriteTransfer {
    FileCopy(Bench bench, Call anyCall) {
        super(bench, anyCall);
    }

    @Override
    void begin(Call newCall, int byTask, int inSpace) {
        super.begin(newCall, byTask, inSpace);
        for (int k = 0; k < length; k++) {
            events[k] = registers.takings().begin(fileRegister(k), sourceRegister(k), begun, calls.number(task));
        }
    }

    private int sourceRegister(int k) {
        return map.fileRegister(call.source(), call.sourcePosition() + k);
    }

    /** Judges what it returned; what it did to the bytes is judged by {@link #end}, and only if the count makes sense. */
    void judge(int result) {
        int most = Math.max(0, shadow.sizes().highestSince(task, call.source()) - call.sourcePosition());
        int least = Math.max(0, shadow.sizes().lowestSince(task, call.source()) - call.sourcePosition());
        if (result > length || result < 0 && !isErrno(result)) {
            accuse(Violation.MISUSE, result, "a count of 0 to " + length + " or an error that there is");
        } else if (result > most) {
            accuse(Violation.RESULT, result, "at most " + most + ": there the source ended throughout the call");
        } else if (result < 0 && !isExcused(result, most)) {
            accuse(Violation.RESULT, result, "no " + Errno.name(result) + ": nothing of the kind happened");
        } else if (result == 0 && least > 0) {
            accuse(
                    Violation.RESULT,
                    result,
                    "more than 0: the source had " + (least + call.sourcePosition()) + " bytes throughout the call");
        }
    }

    private static boolean isErrno(int result) {
        return result == Errno.EIO
                || result == Errno.ENOMEM
                || result == Errno.EINVAL
                || result == Errno.ENOSPC
                || result == Errno.EINTR;
    }

    private boolean isExcused(int result, int most) {
        return switch (result) {
            case Errno.EIO -> shadow.hasReadFailed(task);
            case Errno.ENOMEM -> shadow.wasRefusedFrame(task);
            case Errno.ENOSPC -> shadow.wasRefusedSpace(task);
            case Errno.EINTR -> shadow.wasSignalled(task);
            case Errno.EINVAL -> overlaps(Math.min(length, most));
            default -> false;
        };
    }

    private boolean overlaps(int count) {
        return call.source() == call.file()
                && call.sourcePosition() < call.position() + count
                && call.position() < call.sourcePosition() + count;
    }

    private void accuse(String law, int result, String expected) {
        String got = Wording.result(result);
        docket.accuse(new Violation(law, calls.words(task) + " returned " + got, expected, got));
    }

    @Override
    boolean endByte(int k, int event, boolean written) {
        if (!written) {
            return registers.takings().withdraw(event, shadow.now());
        }
        boolean hidden = calls.isPunchedBeside(task, call.file());
        int found = hidden ? NONE : sightings.fileCell(call.file(), call.position() + k);
        registers.takings().count(event, found, shadow.now());
        return true;
    }

    @Override
    void end(int result) {
        super.end(result);
        shadow.tick();
        if (calls.isPunchedBeside(task, call.file())) {
            return;
        }
        int end = Math.min(result, sightings.fileSize(call.file()) - call.position());
        for (int k = 0; k < end && docket.isEmpty(); k++) {
            look(k, sightings.fileCell(call.file(), call.position() + k), result);
        }
    }

    private void look(int k, int found, int result) {
        int now = shadow.now();
        boolean content = shadow.seesContentOnly(call.file(), now);
        if (isOfTheTwo(found) && !registers.allows(fileRegister(k), found, now, now, content)) {
            accuseOfOther(k, found, result);
            return;
        }
        int proof = sightings.inFile(task, call.file(), call.position() + k, found, now);
        if (proof == events[k]) {
            registers.remember(sourceRegister(k));
            sightings.inFile(task, call.source(), call.sourcePosition() + k, found, begun);
        }
    }

    /** Whether the value is one that the two files share anyway, so that nothing is exposed by it. */
    private boolean isOfTheTwo(int cell) {
        Cell.Origin origin = Cell.origin(cell);
        boolean initial = origin == Cell.Origin.DISK || origin == Cell.Origin.CACHE;
        return initial && (Cell.owner(cell) == call.source() || Cell.owner(cell) == call.file())
                || appears(cell, call.source())
                || appears(cell, call.file());
    }

    private boolean appears(int cell, int file) {
        int from = map.fileRegister(file, 0);
        return registers.appears(cell, from, from + map.fileLength(file));
    }

    private void accuseOfOther(int k, int found, int result) {
        String target = wording.fileByte(call.file(), call.position() + k);
        String source = wording.fileByte(call.source(), call.sourcePosition() + k);
        docket.accuse(new Violation(
                Violation.BYTE_RULE,
                calls.words(task) + " returned " + result + " and left at " + target + " what is not its source's",
                target + " is what " + source + " was at some instant of the call, or what was written there since",
                target + " is " + wording.cell(found)));
    }
}
