package dev.faultline.law;

import dev.faultline.execution.Call;
import dev.faultline.hardware.Cell;
import dev.faultline.spi.Errno;
import dev.faultline.spi.vm.Signals;

/**
 * What a call returns must be what it did, and could not have been better done where the law asks for it. A read never
 * counts bytes past the end of the file and returns 0 only there. A write takes all of a source that stayed accessible,
 * at most what was ever accessible of one that did not, and an error means that nothing moved. Loads and stores succeed
 * only where memory may have been, and raise a signal only where it may not.
 * A full disk excuses the very write that was refused room on it, which may then be short or say ENOSPC.
 * A signal excuses the call that it came to, which may be short or say EINTR.
 * A transfer past the cache that the disk ended short excuses the call that made it, which may be short, and nothing else.
 * A frame that was refused excuses the task that it was refused to: its faults fail like those on memory that is not there.
 */
final class Results {
    private final Bench bench;
    private final Shadow shadow;
    private final MemoryMap map;
    private final LastByte lastByte;

    Results(Bench bench) {
        this.bench = bench;
        shadow = bench.shadow();
        map = shadow.map();
        lastByte = new LastByte(bench);
    }

    /** Judges a read or write; what it did to the bytes is judged elsewhere, and only if the count makes sense. */
    void transferred(int task, int space, Call call, int result) {
        int length = call.length();
        boolean write = call.kind() == Call.Kind.WRITE;
        if (result > length || result < 0 && !isErrno(result)) {
            accuse(Violation.MISUSE, task, result, "a count of 0 to " + length + " or an error that there is");
        } else if (result < 0) {
            failed(task, space, call, result, write);
        } else if (result > prefix(task, space, call, !write)) {
            int reachable = prefix(task, space, call, !write);
            accuse(
                    Violation.RESULT,
                    task,
                    result,
                    "at most " + reachable + ": no more of its memory was ever accessible");
        } else if (write) {
            wrote(task, space, call, result);
        } else {
            read(task, call, result);
        }
    }

    private static boolean isErrno(int result) {
        return result == Errno.EIO
                || result == Errno.ENOMEM
                || result == Errno.EFAULT
                || result == Errno.EINVAL
                || result == Errno.ENOSPC
                || result == Errno.EINTR;
    }

    private void failed(int task, int space, Call call, int result, boolean write) {
        boolean excused = switch (result) {
            case Errno.EIO -> shadow.hasReadFailed(task);
            case Errno.ENOMEM -> shadow.wasRefusedFrame(task);
            case Errno.EINTR -> shadow.wasSignalled(task);
            case Errno.ENOSPC -> write && shadow.wasRefusedSpace(task);
            case Errno.EFAULT -> mayFault(task, space, call, write);
            default -> false;
        };
        if (!excused) {
            String why = switch (result) {
                case Errno.EFAULT -> "its memory stayed accessible";
                case Errno.ENOSPC -> write ? "it was not refused room on the disk" : "a read needs no room on the disk";
                case Errno.EINTR -> "no signal came";
                default -> "nothing of the kind happened";
            };
            accuse(Violation.RESULT, task, result, "no " + Errno.name(result) + ": " + why);
        }
    }

    /**
     * Whether EFAULT may stand for "nothing moved". A write may come to nothing wherever it may fall short, if any of its
     * source was out of reach: it may ask for the whole before it moves the first byte, and bytes that it moved all the
     * same are found in the file. Nobody can find those of a read, whose buffer may hold anything behind what it counts.
     * So a read must have had no first byte to count: for it EFAULT and an end of file that is not there are one.
     */
    private boolean mayFault(int task, int space, Call call, boolean write) {
        return !isSure(task, space, call, 0, write ? call.length() : 1);
    }

    private void wrote(int task, int space, Call call, int result) {
        if (result == 0 && call.length() > 0) {
            accuse(Violation.RESULT, task, result, "a count above 0, or an error that says why nothing was written");
            return;
        }
        boolean excused = shadow.hasReadFailed(task)
                || shadow.wasRefusedSpace(task)
                || shadow.wasSignalled(task)
                || shadow.hadShortTransfer(task);
        if (result < call.length() && !excused && isSure(task, space, call, result, call.length())) {
            accuse(Violation.RESULT, task, result, call.length() + ": the rest of its source stayed accessible");
        }
    }

    private void read(int task, Call call, int result) {
        int file = call.file();
        int most = Math.max(0, shadow.sizes().highestSince(task, file) - call.position());
        if (result > most) {
            accuse(Violation.RESULT, task, result, "at most " + most + ": there the file ended throughout the call");
        } else if (result == 0 && call.length() > 0 && shadow.sizes().lowestSince(task, file) > call.position()) {
            int least = shadow.sizes().lowestSince(task, file);
            accuse(Violation.RESULT, task, result, "more than 0: the file had " + least + " bytes throughout the call");
        }
    }

    /** Judges a punch of a hole, which needs no more than a frame. */
    void punched(int task, int result) {
        if (result != 0 && !(result == Errno.ENOMEM && shadow.wasRefusedFrame(task))) {
            accuse(Violation.RESULT, task, result, "0: nothing was in its way");
        }
    }

    /** Judges an mremap, which has to move pages that are mapped and allow the same. */
    void moved(int task, int space, Call call, int result) {
        int first = space * map.pagesPerSpace() + call.page();
        boolean may = true;
        for (int page = first; page < first + call.pages(); page++) {
            may &= shadow.rights().mayBeMapped(task, page);
        }
        if (result != 0 && result != Errno.EFAULT) {
            accuse(Violation.MISUSE, task, result, "0 or EFAULT");
        } else if (result == 0 && !may) {
            accuse(Violation.RESULT, task, result, "EFAULT: not all of it was mapped at any time");
        } else if (result < 0 && shadow.rights().mustMove(task, first, call.pages())) {
            accuse(Violation.RESULT, task, result, "0: the pages were mapped throughout, and allowed the same");
        }
    }

    /** Judges a fork, which needs no more than frames. */
    void forked(int task, int result) {
        if (result < 0 && !(result == Errno.ENOMEM && shadow.wasRefusedFrame(task))) {
            accuse(Violation.RESULT, task, result, "a process: nothing was in its way");
        }
    }

    /** Judges a load or store. */
    void accessed(int task, int space, Call call, int result) {
        boolean store = call.kind() == Call.Kind.STORE;
        int length = call.length();
        if (result == 0) {
            if (prefix(task, space, call, store) < length) {
                accuse(
                        Violation.RESULT,
                        task,
                        result,
                        "a signal: some of it was not accessible at any time of the access");
            }
        } else if (result == Signals.SIGSEGV
                ? allSegments(task, space, call, store)
                : allWithinFiles(task, space, call)) {
            String why = result == Signals.SIGSEGV ? "the mapping allowed it" : "the page was within its file";
            bench.docket()
                    .accuse(new Violation(
                            Violation.RESULT,
                            bench.calls().words(task) + " raised " + Signals.name(result),
                            "no signal: " + why + " throughout the access",
                            Signals.name(result)));
        }
    }

    /**
     * Judges a forced store: it takes what it is given wherever memory stayed within reach, which private memory is that
     * may be read, and nothing where it never was.
     */
    void poked(int task, int space, Call call, int result) {
        int length = call.length();
        int most = 0;
        while (most < length && mayForce(task, map.page(space, call.address(0) + most))) {
            most++;
        }
        int done = Math.max(0, result);
        if (result > length || result < 0 && result != Errno.EIO) {
            accuse(Violation.MISUSE, task, result, "a count of 0 to " + length + " or EIO");
        } else if (result > most) {
            accuse(Violation.RESULT, task, result, "at most " + most + ": no more of the memory was ever within reach");
        } else if (done < length
                && !shadow.wasRefusedFrame(task)
                && mustForce(task, map.page(space, call.address(0) + done))) {
            accuse(Violation.RESULT, task, result, "more than " + done + ": the memory stayed within reach");
        }
    }

    /** Whether the first byte of the memory that a call on a pipe names, if it names any, was accessible throughout. */
    boolean reachesFirst(int task, int space, Call call) {
        if (call.segments() == 0 || shadow.wasRefusedFrame(task) || isGuarded(space, call.address(0))) {
            return false;
        }
        return mustReach(task, map.page(space, call.address(0)), call.kind() == Call.Kind.PIPE_READ);
    }

    private boolean mayForce(int task, int page) {
        return mayReach(task, page, map.kind(page) == MemoryMap.SHARED);
    }

    private boolean mustForce(int task, int page) {
        return mustReach(task, page, map.kind(page) == MemoryMap.SHARED);
    }

    private boolean allSegments(int task, int space, Call call, boolean store) {
        for (int i = 0; i < call.length(0); i++) {
            int page = map.page(space, call.address(0) + i);
            if (map.kind(page) == MemoryMap.NOTHING
                    || !shadow.rights().mustAllow(task, page, store)
                    || isGuarded(space, call.address(0) + i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a copy by address may end there, though the page is accessible; one that pins pages goes on. */
    private boolean isGuarded(int space, int address) {
        return bench.machine().spaces().get(space).toGuard(address, 1) == 0;
    }

    private boolean allWithinFiles(int task, int space, Call call) {
        if (shadow.wasRefusedFrame(task)) {
            return false;
        }
        for (int i = 0; i < call.length(0); i++) {
            int page = map.page(space, call.address(0) + i);
            boolean mayFail = map.isFileBacked(page)
                    && (shadow.hasReadFailed(task)
                            || shadow.sizes().lowestSince(task, map.file(page)) <= map.fileStart(page));
            if (mayFail) {
                return false;
            }
        }
        return true;
    }

    /**
     * A file that nobody is resizing any more has a size that the calls lead to. What a file holds where it should have
     * ended tells what went wrong: bytes of a write that it does not count, or bytes that no call put there.
     */
    void resized(int task, int file, int result) {
        if (!shadow.sizes().isQuiet(file)) {
            return;
        }
        int low = shadow.sizes().lowest(file);
        int high = shadow.sizes().highest(file);
        int size = bench.machine().files().get(file).currentSize();
        boolean byWrite = shadow.sizes().isRaisedByWrite(file, size);
        if (shadow.sizes().found(file, size)) {
            if (byWrite) {
                lastByte.raised(task, file, size);
            }
        } else {
            String name = bench.wording().file(file);
            String call = bench.calls().words(task) + " returned " + Wording.result(result);
            bench.docket()
                    .accuse(new Violation(
                            size > high ? lawOf(bench.sightings().fileCell(file, size - 1)) : Violation.RESULT,
                            call + " and left " + name + " with the wrong size",
                            name + " has " + (low == high ? "" + low : low + " to " + high) + " bytes",
                            name + " has " + size + " bytes" + (size > high ? ", and " + tell(file, size - 1) : "")));
        }
    }

    private static String lawOf(int surplus) {
        if (Cell.isPoison(surplus)) {
            return Violation.EXPOSURE;
        }
        return surplus == Cell.ZERO ? Violation.BYTE_RULE : Violation.RESULT;
    }

    private String tell(int file, int offset) {
        int cell = bench.sightings().fileCell(file, offset);
        return bench.wording().fileByte(file, offset) + " is " + bench.wording().cell(cell);
    }

    /** Bytes from the start of the call's memory that may have been accessible, each at some time of the call. */
    private int prefix(int task, int space, Call call, boolean store) {
        int done = 0;
        for (int segment = 0; segment < call.segments(); segment++) {
            for (int i = 0; i < call.length(segment); i++) {
                if (!mayReach(task, map.page(space, call.address(segment) + i), store)) {
                    return done;
                }
                done++;
            }
        }
        return done;
    }

    /** Whether bytes {@code [from, to)} of the call's memory were accessible throughout it. */
    private boolean isSure(int task, int space, Call call, int from, int to) {
        if (shadow.wasRefusedFrame(task)) {
            return false;
        }
        boolean store = call.kind() == Call.Kind.READ;
        int k = 0;
        for (int segment = 0; segment < call.segments(); segment++) {
            for (int i = 0; i < call.length(segment); i++, k++) {
                int address = call.address(segment) + i;
                if (k >= from
                        && k < to
                        && (isGuarded(space, address) || !mustReach(task, map.page(space, address), store))) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean mayReach(int task, int page, boolean store) {
        if (map.kind(page) == MemoryMap.NOTHING || !shadow.rights().mayAllow(task, page, store)) {
            return false;
        }
        return !map.isFileBacked(page)
                || shadow.sizes().highestSince(task, map.file(page)) > map.fileStart(page)
                || shadow.clearings().wasRunningSince(page, shadow.begun(task));
    }

    private boolean mustReach(int task, int page, boolean store) {
        if (map.kind(page) == MemoryMap.NOTHING || !shadow.rights().mustAllow(task, page, store)) {
            return false;
        }
        return !map.isFileBacked(page)
                || !shadow.hasReadFailed(task)
                        && shadow.sizes().lowestSince(task, map.file(page)) > map.fileStart(page);
    }

    private void accuse(String law, int task, int result, String expected) {
        String got = Wording.result(result);
        bench.docket().accuse(new Violation(law, bench.calls().words(task) + " returned " + got, expected, got));
    }
}
