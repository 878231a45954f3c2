package dev.faultline.law;

import dev.faultline.execution.Call;
import dev.faultline.hardware.Cell;
import dev.faultline.kernel.Machine;
import dev.faultline.kernel.Pipe;
import dev.faultline.law.shadow.Registers;
import dev.faultline.scenario.PipeSpec;
import dev.faultline.spi.Errno;
import java.util.List;

/**
 * What waits in each pipe, byte by byte and in order, and whether what comes out is that. A byte that was written into a
 * pipe comes out as it was loaded. A byte that came in by reference is one of a file or of user memory, and comes out
 * with a value that this byte had at some instant from the beginning of the {@code splice} or {@code vmsplice} to the
 * moment when it is read: Linux hands over the page, and promises nothing about who changes it meanwhile. None is lost
 * and none comes twice. A write from the pipe to a file looks at bytes before it takes them, and may look again.
 */
final class Pipes {
    private static final int WRITTEN = -1;

    private final Bench bench;
    private final Shadow shadow;
    private final MemoryMap map;
    private final List<PipeSpec> specs;
    private final Waiting[] waiting;
    private final int[] moved;
    private final int[] offered;

    /** The bytes of a pipe. A written one has its cell in the place of a register. */
    private static final class Waiting {
        private final int[] registers;
        private final int[] since;
        private final int[] owners;
        private final int[] places;
        private final boolean[] inTail;
        private int first;
        private int count;

        Waiting(int most) {
            registers = new int[most];
            since = new int[most];
            owners = new int[most];
            places = new int[most];
            inTail = new boolean[most];
        }

        void push(int register, int from, int owner, int place, boolean tail) {
            int at = (first + count++) % registers.length;
            registers[at] = register;
            since[at] = from;
            owners[at] = owner;
            places[at] = place;
            inTail[at] = tail;
        }
    }

    Pipes(Bench bench) {
        this.bench = bench;
        shadow = bench.shadow();
        map = shadow.map();
        specs = bench.program().scenario().machine().pipes();
        waiting = new Waiting[specs.size()];
        for (int pipe = 0; pipe < waiting.length; pipe++) {
            waiting[pipe] = new Waiting(specs.get(pipe).pages() * map.pageSize() + 1);
        }
        moved = new int[bench.program().tasks()];
        offered = new int[bench.program().tasks()];
    }

    void reset() {
        for (Waiting pipe : waiting) {
            pipe.first = 0;
            pipe.count = 0;
        }
    }

    void begins(int task) {
        moved[task] = 0;
        offered[task] = 0;
    }

    /** How many bytes the task's call has moved. */
    int moved(int task) {
        return moved[task];
    }

    /** The task has loaded a byte for the pipe that its call writes to. */
    void written(int task, Call call, int cell) {
        moved[task]++;
        push(call.pipe(), cell, WRITTEN, WRITTEN, 0, false);
    }

    /** The next bytes of what the task's call names have come in by reference. */
    void referred(int task, int space, Call call, int bytes) {
        for (int i = 0; i < bytes; i++) {
            int k = moved[task]++;
            if (call.kind() == Call.Kind.SPLICE) {
                ofFile(task, call.pipe(), call.file(), call.position() + k);
            } else {
                lent(task, space, call.pipe(), call.address(0) + k);
            }
        }
    }

    private void lent(int task, int space, int pipe, int address) {
        int page = map.page(space, address);
        if (map.kind(page) == MemoryMap.SHARED) {
            ofFile(task, pipe, map.file(page), shadow.fileOffset(page, address));
        } else {
            push(pipe, shadow.register(page, address), shadow.begun(task), WRITTEN - 1 - space, address, false);
        }
    }

    /** What lay behind the end of the file when it came in reads as zero once the page has left the cache and come back. */
    private void ofFile(int task, int pipe, int file, int offset) {
        boolean tail = offset >= shadow.sizes().lowestSince(task, file);
        push(pipe, map.fileRegister(file, offset), shadow.begun(task), file, offset, tail);
    }

    private void push(int pipe, int register, int since, int owner, int place, boolean tail) {
        Waiting bytes = waiting[pipe];
        if (bytes.count == bytes.registers.length) {
            bench.docket()
                    .accuse(new Violation(
                            Violation.BYTE_RULE,
                            "pipe " + specs.get(pipe).name() + " took more than it has room for",
                            "at most " + (bytes.count - 1) + " bytes",
                            bytes.count + " bytes"));
            return;
        }
        bytes.push(register, since, owner, place, tail);
    }

    /** The task has taken a byte out of the pipe. */
    void read(int task, Call call, int cell) {
        moved[task]++;
        Waiting bytes = waiting[call.pipe()];
        if (bytes.count == 0) {
            bench.docket()
                    .accuse(new Violation(
                            Violation.BYTE_RULE,
                            bench.calls().words(task) + " found more in the pipe than was put there",
                            "nothing",
                            bench.wording().cell(cell)));
            return;
        }
        look(task, call.pipe(), 0, cell);
        bytes.first = (bytes.first + 1) % bytes.registers.length;
        bytes.count--;
    }

    /** The task's call has been handed so many bytes of its pipe, which nobody else takes meanwhile. */
    void offered(int task, int bytes) {
        offered[task] = bytes;
    }

    /** How many bytes of its pipe the task's call was handed. */
    int offered(int task) {
        return offered[task];
    }

    /** The task has found a byte of those that it was handed to be so. */
    void handed(int task, Call call, int index, int cell) {
        look(task, call.pipe(), index, cell);
    }

    /** The first bytes have left the pipe, by the task's call. */
    void taken(int task, Call call, int count) {
        moved[task] += count;
        Waiting bytes = waiting[call.pipe()];
        bytes.first = (bytes.first + count) % bytes.registers.length;
        bytes.count -= count;
    }

    /** The i-th byte that waits in a pipe was found to be so. */
    private void look(int task, int pipe, int i, int cell) {
        Waiting bytes = waiting[pipe];
        int at = (bytes.first + i) % bytes.registers.length;
        int register = bytes.registers[at];
        int owner = bytes.owners[at];
        if (owner == WRITTEN) {
            if (register != cell) {
                String finder = task < 0 ? "a look at rest" : bench.calls().words(task);
                bench.docket()
                        .accuse(new Violation(
                                Cell.isPoison(cell) ? Violation.EXPOSURE : Violation.BYTE_RULE,
                                finder + " found in pipe " + specs.get(pipe).name() + " what was not written there",
                                bench.wording().cell(register),
                                bench.wording().cell(cell)));
            }
            return;
        }
        int since = bytes.since[at];
        boolean tail = cell == Cell.ZERO && owner >= 0 && (bytes.inTail[at] || !shadow.seesContentOnly(owner, since));
        Registers registers = shadow.registers();
        if (!tail && !registers.allows(register, cell, since, shadow.now(), false)) {
            String place = owner >= 0
                    ? bench.wording().fileByte(owner, bytes.places[at])
                    : bench.wording().userByte(WRITTEN - 1 - owner, bytes.places[at]);
            bench.sightings()
                    .inPipe(
                            task,
                            Math.max(owner, -1),
                            place + " in pipe " + specs.get(pipe).name(),
                            register,
                            cell,
                            since);
        }
    }

    /** Judges what a call on a pipe returned: the bytes that it moved, or why it moved none. */
    void ends(int task, Call call, int result, boolean reachable) {
        boolean excused = switch (result) {
            case Errno.EAGAIN -> true;
            case Errno.EFAULT -> !reachable;
            case Errno.EIO -> shadow.hasReadFailed(task) || shadow.wasRefusedFrame(task);
            case Errno.ENOMEM -> shadow.wasRefusedFrame(task);
            default -> result >= 0;
        };
        if (!excused || Math.max(0, result) != moved[task]) {
            bench.docket()
                    .accuse(new Violation(
                            Violation.RESULT,
                            bench.calls().words(task) + " returned " + Wording.result(result),
                            moved[task] + ", the bytes that it moved, or a true reason why it moved none",
                            Wording.result(result)));
        }
    }

    /** At rest every byte that is left is where it should be. */
    void atRest() {
        Machine machine = bench.machine();
        for (int number = 0; number < waiting.length; number++) {
            Pipe pipe = machine.pipes().get(number);
            int left = 0;
            for (int slot = 0; slot < pipe.used(); slot++) {
                for (int i = 0; i < pipe.length(slot); i++, left++) {
                    if (left < waiting[number].count) {
                        look(-1, number, left, machine.memory().read(pipe.frame(slot), pipe.offset(slot) + i));
                    }
                }
            }
            if (left != waiting[number].count) {
                bench.docket()
                        .accuse(new Violation(
                                Violation.BYTE_RULE,
                                "pipe " + pipe + " has lost or doubled bytes",
                                waiting[number].count + " bytes",
                                left + " bytes"));
            }
        }
    }
}
