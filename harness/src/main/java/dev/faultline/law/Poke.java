package dev.faultline.law;

import dev.faultline.execution.Call;

/**
 * A running forced store. It is a store by its task: it gives a private page a copy of its own, and never changes
 * anything else. But it goes to a frame that was found earlier in the call, so that what takes the page away meanwhile
 * may take the stored bytes with it: each byte takes effect at some instant of the call.
 */
final class Poke extends Transfer {
    Poke(Bench bench, Call anyCall) {
        super(bench, anyCall);
    }

    void stored(int page, int address, int cell) {
        int k = next(-1, address);
        if (k == NONE) {
            sightings.strayStore(task, space, page, address, cell);
            return;
        }
        shadow.freezeAround(page, begun);
        int event = registers.mayWrite(shadow.register(page, address), cell, begun, NONE);
        shadow.markBeyond(event, page, address);
        replace(k, event, cell);
    }

    void end() {
        for (int k = 0; k < length; k++) {
            if (events[k] != NONE) {
                registers.happened(events[k], shadow.now());
            }
        }
    }
}
