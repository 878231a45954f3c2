package dev.faultline.law;

import dev.faultline.execution.Call;
import dev.faultline.law.shadow.Registers;

/**
 * A running read. What it stores to a shared mapping is file content at once, so it must be a legal value of the file
 * byte that it reads, even if it is replaced later; and each store counts, though the call may have stored the same
 * there before: the file may have been extended, or the byte overwritten, in between. Private memory holds anything
 * until the call returns, also zeros that a load finds there while its page is replaced: nothing says what a buffer
 * holds during the read. What is there when the call returns was read, at some instant of the call.
 */
final class ReadTransfer extends Transfer {
    private int[] unknown = new int[64];
    private int[] proofs = new int[64];

    ReadTransfer(Bench bench, Call anyCall) {
        super(bench, anyCall);
    }

    @Override
    void begin(Call newCall, int byTask, int inSpace) {
        super.begin(newCall, byTask, inSpace);
        if (length > unknown.length) {
            unknown = new int[2 * length];
            proofs = new int[2 * length];
        }
        for (int k = 0; k < length; k++) {
            int address = address(k);
            int page = map.page(space, address);
            boolean isPrivate = map.kind(page) != MemoryMap.SHARED && map.kind(page) != MemoryMap.NOTHING;
            unknown[k] = isPrivate ? registers.mayHoldAnything(shadow.register(page, address), begun) : NONE;
        }
    }

    void stored(int page, int address, int cell) {
        int k = next(-1, address);
        if (k == NONE) {
            sightings.strayStore(task, space, page, address, cell);
        }
        while (k != NONE && docket.isEmpty()) {
            deliver(k, page, address, cell);
            k = next(k, address);
        }
    }

    private void deliver(int k, int page, int address, int cell) {
        boolean shared = map.kind(page) == MemoryMap.SHARED;
        if (shared && next(k, address) == NONE && next(-1, address) == k) {
            sightings.passing(task, call.file(), call.position() + k, cell, begun);
        }
        shadow.freezeAround(page, begun);
        if (!shared && events[k] != NONE && cells[k] == cell) {
            return;
        }
        int event = registers.mayWrite(shadow.register(page, address), cell, begun, NONE);
        shadow.markBeyond(event, page, address);
        replace(k, event, cell);
    }

    void end(int result) {
        int count = Math.max(0, result);
        for (int k = 0; k < length && docket.isEmpty(); k++) {
            proofs[k] = Registers.UNCERTAIN;
            if (k < count) {
                endDelivered(k, count);
            } else {
                endBeyond(k);
            }
        }
        for (int i = 0; i < earlierCount(); i++) {
            if (unknown[earlierByte(i)] == NONE) {
                registers.settle(earlier(i), shadow.now());
            } else {
                registers.withdraw(earlier(i));
            }
        }
        for (int k = 0; k < length; k++) {
            if (unknown[k] != NONE) {
                registers.settle(unknown[k], shadow.now());
            }
        }
    }

    private void endDelivered(int k, int count) {
        if (events[k] == NONE) {
            docket.accuse(sightings.byteRule().neverDelivered(calls.words(task), count, k));
            return;
        }
        int address = address(k);
        if (next(-1, address) == k && next(k, address) == NONE) {
            registers.remember(fileRegister(k));
            proofs[k] = sightings.inFile(task, call.file(), call.position() + k, cells[k], begun);
        }
        registers.happened(events[k], shadow.now());
    }

    private void endBeyond(int k) {
        if (unknown[k] == NONE) {
            if (events[k] != NONE) {
                registers.settle(events[k], shadow.now());
            }
            return;
        }
        if (events[k] != NONE) {
            registers.withdraw(events[k]);
        }
        int address = address(k);
        boolean untouched = events[k] == NONE && map.kind(map.page(space, address)) == MemoryMap.PRIVATE;
        if (untouched) {
            return;
        }
        registers.tookUnknown(shadow.register(map.page(space, address), address), begun, shadow.now());
    }

    /** The write that byte k of what was read comes from, as by {@link Registers#observe}. */
    int proof(int k) {
        return proofs[k];
    }
}
