package dev.faultline.law;

import dev.faultline.execution.Call;
import dev.faultline.execution.Program;
import dev.faultline.hardware.Cell;
import dev.faultline.kernel.AddressSpace;
import dev.faultline.kernel.Machine;
import dev.faultline.law.shadow.Clearings;
import dev.faultline.law.shadow.FileSizes;
import dev.faultline.law.shadow.PageRights;
import dev.faultline.law.shadow.PrivateCopies;
import dev.faultline.law.shadow.Registers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * All that the laws remember of one execution, and how the calls change it. Time is counted in events seen here: every
 * begin and end of a call and every byte moved has an instant of its own.
 */
final class Shadow {
    private final MemoryMap map;
    private final Registers registers;
    private final FileSizes sizes;
    private final PageRights rights;
    private final PrivateCopies copies;
    private final Clearings clearings;
    private final ResetEvents[] resets;
    private final int[] begun;
    private final boolean[] readFailed;
    private final boolean[] frameRefused;
    private final boolean[] spaceRefused;
    private final boolean[] signalled;
    private final boolean[] transferredShort;
    private final int[] cuts;
    private final int[] lastCut;
    private int now;

    Shadow(Program program, Machine machine) {
        map = new MemoryMap(program, machine);
        registers = map.registers(machine);
        sizes = new FileSizes(map.files(), program.tasks());
        rights = new PageRights(map.pages(), program.tasks());
        copies = new PrivateCopies(map.pages());
        clearings = new Clearings(map.pages());
        resets = new ResetEvents[program.tasks()];
        for (int task = 0; task < resets.length; task++) {
            resets[task] = new ResetEvents(this);
        }
        begun = new int[program.tasks()];
        readFailed = new boolean[program.tasks()];
        frameRefused = new boolean[program.tasks()];
        spaceRefused = new boolean[program.tasks()];
        signalled = new boolean[program.tasks()];
        transferredShort = new boolean[program.tasks()];
        cuts = new int[map.files()];
        lastCut = new int[map.files()];
    }

    /** Back to the start of an execution. */
    void reset(Machine machine) {
        now = 0;
        map.reset();
        registers.reset();
        copies.reset();
        clearings.reset();
        rights.reset();
        for (int file = 0; file < map.files(); file++) {
            sizes.reset(file, map.initialSize(file));
            cuts[file] = 0;
            lastCut[file] = -1;
        }
        for (int space = 0; space < machine.spaces().size(); space++) {
            AddressSpace from = machine.spaces().get(space);
            for (int page = 0; page < from.pages(); page++) {
                if (from.vma(page) != null) {
                    rights.initially(space * map.pagesPerSpace() + page, from.protection(page));
                }
            }
        }
    }

    MemoryMap map() {
        return map;
    }

    Registers registers() {
        return registers;
    }

    FileSizes sizes() {
        return sizes;
    }

    PageRights rights() {
        return rights;
    }

    PrivateCopies copies() {
        return copies;
    }

    Clearings clearings() {
        return clearings;
    }

    int tick() {
        return ++now;
    }

    int now() {
        return now;
    }

    /** When the task's call began. */
    int begun(int task) {
        return begun[task];
    }

    /** The disk failed to read. */
    void readFailed() {
        Arrays.fill(readFailed, true);
    }

    /** Whether the disk has failed to read since the task's call began. */
    boolean hasReadFailed(int task) {
        return readFailed[task];
    }

    /** The task wanted a frame and got none. */
    void frameRefused(int task) {
        frameRefused[task] = true;
    }

    /** Whether the task has been refused a frame since its call began. */
    boolean wasRefusedFrame(int task) {
        return frameRefused[task];
    }

    /** The disk has moved a part only of what the task transfers past the cache. */
    void transferredShort(int task) {
        transferredShort[task] = true;
    }

    /** Whether a transfer past the cache ended short since the task's call began. */
    boolean hadShortTransfer(int task) {
        return transferredShort[task];
    }

    /** A signal has come for the task's call, which knows of it. */
    void signalled(int task) {
        signalled[task] = true;
    }

    /** Whether a signal has come since the task's call began. */
    boolean wasSignalled(int task) {
        return signalled[task];
    }

    /** The task wanted room on the disk and got none. */
    void spaceRefused(int task) {
        spaceRefused[task] = true;
    }

    /** Whether the task has been refused room on the disk since its call began. */
    boolean wasRefusedSpace(int task) {
        return spaceRefused[task];
    }

    void callBegins(int task, int space) {
        begun[task] = now;
        readFailed[task] = false;
        frameRefused[task] = false;
        spaceRefused[task] = false;
        signalled[task] = false;
        transferredShort[task] = false;
        sizes.callBegins(task);
        if (space >= 0) {
            int from = space * map.pagesPerSpace();
            rights.callBegins(task, from, from + map.pagesPerSpace());
        }
    }

    /** The register behind a user address: the file's own for a shared mapping. */
    int register(int page, int address) {
        int within = map.within(address);
        if (map.kind(page) == MemoryMap.SHARED) {
            return map.fileRegister(map.file(page), map.fileStart(page) + within);
        }
        return map.userRegister(page, within);
    }

    /** Whether the byte of a shared mapping surely lies within its file now. */
    boolean isContent(int page, int address) {
        return map.kind(page) != MemoryMap.SHARED || fileOffset(page, address) < sizes.lowest(map.file(page));
    }

    /**
     * The same at every instant since {@code from}, which is now or when the task's call began: a kernel that has taken hold of a page early on still sees
     * the tail behind the end that the file had then.
     */
    boolean isContentSince(int task, int page, int address, int from) {
        return from == now
                ? isContent(page, address)
                : map.kind(page) != MemoryMap.SHARED
                        || fileOffset(page, address) < sizes.lowestSince(task, map.file(page));
    }

    /** Whether the byte of a shared mapping surely lies past the end of its file now. */
    boolean isBeyond(int page, int address) {
        return map.kind(page) == MemoryMap.SHARED && fileOffset(page, address) >= sizes.highest(map.file(page));
    }

    int fileOffset(int page, int address) {
        return map.fileStart(page) + map.within(address);
    }

    /** A user's store has happened. */
    void stored(int page, int address, int cell) {
        freezeAround(page, now);
        markBeyond(registers.wrote(register(page, address), cell, now), page, address);
    }

    /** A store past the end of a file is not content, and never will be. */
    void markBeyond(int event, int page, int address) {
        if (isBeyond(page, address)) {
            registers.beyond(event);
        }
    }

    /** A truncation or a punch of a hole begins, which may take folios out of the cache whoever holds them. */
    void cutting(int file) {
        cuts[file]++;
    }

    void cut(int file) {
        cuts[file]--;
        lastCut[file] = now;
    }

    /**
     * Whether a read that began at {@code from} is held to the contents of the file alone. Beside a truncation or
     * a punch of a hole it is not: like Linux's, it may hold a folio that was cut off and see there what lay past the end,
     * or the zero that was put there.
     */
    boolean seesContentOnly(int file, int from) {
        return cuts[file] == 0 && from > lastCut[file];
    }

    /**
     * The first store to a page of a private mapping gives it a copy of its own: its other bytes stay as they are from
     * now on.
     *
     * @param since when the kernel may have looked up the frame that it stores to
     */
    void freezeAround(int page, int since) {
        if (map.kind(page) != MemoryMap.PRIVATE || copies.isSure(map.source(page))) {
            return;
        }
        int own = map.source(page);
        boolean certain = copies.isAbsent(own) && !copies.wasResetSince(own, since);
        for (int within = 0; within < map.pageSize(); within++) {
            int source = map.fileRegister(map.file(page), map.fileStart(page) + within);
            registers.froze(map.userRegister(page, within), source, now, certain);
        }
        copies.made(own, since, now);
    }

    /** Whether a load that found a zero found what lies past the end of the file: no load past it is held to more. */
    static boolean isZeroOfTail(int cell, boolean content) {
        return cell == Cell.ZERO && !content;
    }

    void dontNeedBegins(int task, int space, Call call) {
        for (int i = 0; i < call.pages(); i++) {
            resets[task].begin(space * map.pagesPerSpace() + call.page() + i, task);
        }
    }

    /** A task's dropping of pages has come to an end; it has dropped those that were mapped. */
    void dontNeedEnds(int task) {
        resets[task].endWhereMapped(task);
    }

    /** What began for the task to take private pages away has come to an end. */
    void resetsEnd(int task, boolean certain) {
        resets[task].end(certain);
    }

    /** A truncation takes away the private copies of pages that lie wholly past the new end. */
    void truncateBegins(int task, int file, int size) {
        mayCutOff(task, file, size, 0, map.pages());
    }

    /** A truncation that runs while a child is born comes to the child's pages too. */
    void truncateMeets(int task, int file, int size, int child) {
        mayCutOff(task, file, size, child * map.pagesPerSpace(), (child + 1) * map.pagesPerSpace());
    }

    private void mayCutOff(int task, int file, int size, int from, int to) {
        for (int page = from; page < to; page++) {
            if (map.kind(page) == MemoryMap.PRIVATE
                    && map.source(page) == page
                    && map.file(page) == file
                    && map.fileStart(page) >= size) {
                resets[task].begin(page, task);
            }
        }
    }

    /** A fork has given the child's private pages the bytes that the parent's had at some instant of it. */
    void forked(int task, int parent, int child, int process) {
        map.forked(parent, child, process);
        for (int i = 0; i < map.pagesPerSpace(); i++) {
            int from = parent * map.pagesPerSpace() + i;
            int to = child * map.pagesPerSpace() + i;
            rights.forked(task, from, to);
            boolean isPrivate = map.kind(from) == MemoryMap.ANONYMOUS || map.kind(from) == MemoryMap.PRIVATE;
            if (isPrivate && map.source(from) == from) {
                forkPage(from, to, begun[task]);
            }
        }
    }

    private void forkPage(int from, int to, int start) {
        boolean shows = map.kind(from) == MemoryMap.PRIVATE && !copies.wasSureSince(from, start);
        boolean absent = shows && copies.wasAbsentSince(from, start);
        for (int within = 0; within < map.pageSize(); within++) {
            int source = map.userRegister(from, within);
            int target = map.userRegister(to, within);
            if (!shows) {
                registers.copied(target, source, start, now);
                continue;
            }
            int shown = map.fileRegister(map.file(from), map.fileStart(from) + within);
            registers.happened(registers.mayShow(target, shown, start), now);
            if (!absent) {
                registers.mayCopy(target, source, start, now);
            }
        }
        if (!absent) {
            copies.forked(to, !shows, now);
        }
    }

    /** The number of the space that a task runs in, or -1. */
    static int spaceOf(Machine machine, int task) {
        @Nullable AddressSpace space = machine.task(task).space();
        return space == null ? -1 : space.number();
    }
}
