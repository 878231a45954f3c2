package dev.faultline.law;

import dev.faultline.execution.Call;
import dev.faultline.law.shadow.Registers;
import java.util.Arrays;

/**
 * The bytes of a running read or write: byte k of the file range goes from or to byte k of the user's segments. Each
 * byte has the event that stands for its newest value; values that it had before, when a strategy tried again, are kept
 * beside.
 */
abstract class Transfer {
    static final int NONE = -1;

    final Shadow shadow;
    final MemoryMap map;
    final Registers registers;
    final Sightings sightings;
    final Calls calls;
    final Docket docket;
    final Wording wording;

    Call call;
    int task;
    int space;
    int length;
    int begun;
    int[] events = new int[64];
    int[] cells = new int[64];
    private int[] earlier = new int[64];
    private int[] earlierByte = new int[64];
    private int earlierCount;

    Transfer(Bench bench, Call anyCall) {
        shadow = bench.shadow();
        map = shadow.map();
        registers = shadow.registers();
        sightings = bench.sightings();
        calls = bench.calls();
        docket = bench.docket();
        wording = bench.wording();
        call = anyCall;
    }

    void begin(Call newCall, int byTask, int inSpace) {
        call = newCall;
        task = byTask;
        space = inSpace;
        length = newCall.length();
        begun = shadow.now();
        earlierCount = 0;
        if (length > events.length) {
            events = new int[2 * length];
            cells = new int[2 * length];
        }
        Arrays.fill(events, 0, length, NONE);
    }

    /** The next byte after {@code k} (-1 at first) that lies at the address, or -1: segments may overlap. */
    int next(int k, int address) {
        int base = 0;
        for (int segment = 0; segment < call.segments(); segment++) {
            int within = address - call.address(segment);
            if (within >= 0 && within < call.length(segment) && base + within > k) {
                return base + within;
            }
            base += call.length(segment);
        }
        return NONE;
    }

    /** The user address of byte k. */
    int address(int k) {
        int rest = k;
        int segment = 0;
        while (rest >= call.length(segment)) {
            rest -= call.length(segment++);
        }
        return call.address(segment) + rest;
    }

    int fileRegister(int k) {
        return map.fileRegister(call.file(), call.position() + k);
    }

    /** Byte k has a new event; the old one, if any, is kept. */
    void replace(int k, int event, int cell) {
        if (events[k] != NONE) {
            keep(k, events[k]);
        }
        events[k] = event;
        cells[k] = cell;
    }

    private void keep(int k, int event) {
        if (earlierCount == earlier.length) {
            earlier = Arrays.copyOf(earlier, 2 * earlierCount);
            earlierByte = Arrays.copyOf(earlierByte, 2 * earlierCount);
        }
        earlier[earlierCount] = event;
        earlierByte[earlierCount++] = k;
    }

    int earlierCount() {
        return earlierCount;
    }

    int earlier(int i) {
        return earlier[i];
    }

    int earlierByte(int i) {
        return earlierByte[i];
    }
}
