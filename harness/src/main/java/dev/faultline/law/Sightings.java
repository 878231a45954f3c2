package dev.faultline.law;

import dev.faultline.hardware.Cell;
import dev.faultline.hardware.Pte;
import dev.faultline.kernel.AddressSpace;
import dev.faultline.kernel.Machine;
import dev.faultline.law.shadow.Clearings;
import dev.faultline.law.shadow.Refusal;
import dev.faultline.law.shadow.Registers;
import org.jspecify.annotations.Nullable;

/** Holds what was seen against the shadow, and brings what cannot be before the law that it breaks. */
final class Sightings {
    private final Shadow shadow;
    private final MemoryMap map;
    private final Registers registers;
    private final Machine machine;
    private final Docket docket;
    private final Wording wording;
    private final Calls calls;
    private final ByteRule byteRule;
    private final CowIsolation cowIsolation;
    private final Exposure exposure;

    Sightings(Shadow shadow, Machine machine, Docket docket, Wording wording, Calls calls) {
        this.shadow = shadow;
        this.machine = machine;
        this.docket = docket;
        this.wording = wording;
        this.calls = calls;
        map = shadow.map();
        registers = shadow.registers();
        byteRule = new ByteRule(wording);
        cowIsolation = new CowIsolation(wording);
        exposure = new Exposure(wording, shadow);
    }

    ByteRule byteRule() {
        return byteRule;
    }

    /** A task found a byte of its memory at some instant since {@code from}. */
    void inMemory(int task, int space, int page, int address, int cell, int from) {
        boolean content = shadow.isContentSince(task, page, address, from);
        if (Shadow.isZeroOfTail(cell, content)) {
            return;
        }
        hearsOf(page);
        int register = shadow.register(page, address);
        if (registers.observe(register, cell, from, shadow.now(), content) == Registers.ILLEGAL
                && !wasThereWhenClearingBegan(page, register, cell, from)) {
            accuseMemory(calls.words(task), task, space, page, address, cell, from, content);
        }
    }

    /** Whether it is what a stale translation may still show of a page that another call is just taking away. */
    private boolean wasThereWhenClearingBegan(int page, int register, int cell, int from) {
        int since = page < 0 ? Clearings.NEVER : shadow.clearings().since(page);
        return since < from && registers.allows(register, cell, since, shadow.now(), false);
    }

    /** At rest a byte of memory was found without a task's doing. */
    void inMemoryAtRest(int space, int page, int address, int cell) {
        hearsOf(page);
        int now = shadow.now();
        boolean content = shadow.isContent(page, address);
        if (!Shadow.isZeroOfTail(cell, content)
                && registers.observe(shadow.register(page, address), cell, now, now, content) == Registers.ILLEGAL) {
            accuseMemory("a look at rest", -1, space, page, address, cell, now, content);
        }
    }

    /**
     * A read found a byte of a file at some instant of {@code [from, now]}; returns what proves it, as {@link
     * Registers#observe} does.
     */
    int inFile(int task, int file, int offset, int cell, int from) {
        docket.hears(LawBook.BYTE_RULE | LawBook.EXPOSURE);
        boolean content = shadow.seesContentOnly(file, from);
        int event = registers.observe(map.fileRegister(file, offset), cell, from, shadow.now(), content);
        if (event == Registers.ILLEGAL) {
            accuseFile(task, file, offset, cell, from);
        }
        return event;
    }

    /** A byte of a file, or of memory when there is none, that waits in a pipe was found at some instant since {@code from}. */
    void inPipe(int task, int file, String place, int register, int cell, int from) {
        String finder = task < 0 ? "a look at rest" : calls.words(task);
        Refusal refusal = registers.refusal(register, cell, from, shadow.now(), false);
        accuse(new Sighting(finder, task, place, file, -1, cell, refusal), -1);
    }

    /** The kernel stored to user memory that the call has no business with: it must not change a byte. */
    void strayStore(int task, int space, int page, int address, int cell) {
        int now = shadow.now();
        if (!registers.allows(shadow.register(page, address), cell, now, now, false)) {
            boolean isPrivate = map.kind(page) != MemoryMap.SHARED;
            docket.accuse(byteRule.strayStore(calls.words(task), wording.userByte(space, address), cell, isPrivate));
        }
    }

    /** What the file holds there now. */
    int fileCell(int file, int offset) {
        return machine.fileCell(machine.files().get(file), offset);
    }

    int fileSize(int file) {
        return machine.files().get(file).currentSize();
    }

    /**
     * How bad it is, 0 for not at all, what the file holds there now: bytes that a write does not count, bytes of
     * nobody's, garbage.
     */
    int severity(int file, int offset) {
        int register = map.fileRegister(file, offset);
        int cell = fileCell(file, offset);
        int now = shadow.now();
        boolean content = shadow.seesContentOnly(file, now);
        if (registers.allows(register, cell, now, now, content)) {
            return 0;
        } else if (Cell.isPoison(cell)) {
            return 3;
        }
        Refusal.Reason reason =
                registers.refusal(register, cell, now, now, content).reason();
        return ByteRule.isUncounted(reason, cell) ? 1 : 2;
    }

    /** As {@link #inFile}, without remembering that it was seen. */
    void passing(int task, int file, int offset, int cell, int from) {
        if (offset >= map.fileLength(file)
                || !registers.allows(
                        map.fileRegister(file, offset), cell, from, shadow.now(), shadow.seesContentOnly(file, from))) {
            accuseFile(task, file, offset, cell, from);
        }
    }

    private void hearsOf(int page) {
        docket.hears(LawBook.BYTE_RULE | LawBook.EXPOSURE);
        if (page >= 0 && map.kind(page) != MemoryMap.SHARED) {
            docket.hears(LawBook.COW_ISOLATION);
        }
    }

    private void accuseFile(int task, int file, int offset, int cell, int from) {
        String finder = task < 0 ? "a look at rest" : calls.words(task);
        String place = wording.fileByte(file, offset);
        Refusal refusal = offset >= map.fileLength(file)
                ? new Refusal(Refusal.Reason.NEVER_WRITTEN, cell, new int[0], false)
                : registers.refusal(
                        map.fileRegister(file, offset), cell, from, shadow.now(), shadow.seesContentOnly(file, from));
        accuse(new Sighting(finder, task, place, file, -1, cell, refusal), -1);
    }

    private void accuseMemory(
            String finder, int task, int space, int page, int address, int cell, int from, boolean content) {
        boolean shared = map.kind(page) == MemoryMap.SHARED;
        int file = shared ? map.file(page) : -1;
        String place = shared
                ? wording.fileByte(file, shadow.fileOffset(page, address)) + " at " + wording.userByte(space, address)
                : wording.userByte(space, address);
        Refusal refusal = registers.refusal(shadow.register(page, address), cell, from, shadow.now(), content);
        accuse(new Sighting(finder, task, place, file, page, cell, refusal), space);
    }

    private void accuse(Sighting sighting, int space) {
        Violation exposed = exposure.judge(sighting);
        if (exposed != null) {
            docket.accuse(exposed);
        } else if (isStaleTranslation(sighting, space)) {
            docket.accuse(ByteRule.tell(Violation.TLB_COHERENCE, wording, sighting));
        } else if (sighting.isPrivate() && !showsFile(sighting.page())) {
            docket.accuse(cowIsolation.judge(sighting));
        } else {
            docket.accuse(byteRule.judge(sighting));
        }
    }

    /**
     * Whether the page of a private mapping surely has no copy of its own, so that a wrong byte in it is the file's.
     */
    private boolean showsFile(int page) {
        return map.kind(page) == MemoryMap.PRIVATE && shadow.copies().isAbsent(map.source(page));
    }

    /** Whether the finder's TLB leads to another frame than the page table. */
    private boolean isStaleTranslation(Sighting sighting, int space) {
        if (sighting.page() < 0 || sighting.task() < 0) {
            return false;
        }
        @Nullable AddressSpace own = machine.task(sighting.task()).space();
        if (own == null || own.number() != space) {
            return false;
        }
        int cached = machine.task(sighting.task()).cpu().tlb().get(sighting.page());
        int entry = own.pageTable().get(sighting.page() % map.pagesPerSpace());
        return Pte.isPresent(cached) && (!Pte.isPresent(entry) || Pte.frame(entry) != Pte.frame(cached));
    }
}
