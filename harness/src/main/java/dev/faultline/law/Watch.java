package dev.faultline.law;

import dev.faultline.execution.Call;
import dev.faultline.execution.Program;
import dev.faultline.kernel.Machine;
import dev.faultline.spi.Guarantee;

/**
 * The laws at work on executions of one program: tells the shadow what the calls do, and each law what it is to judge.
 */
final class Watch {
    private final Bench bench;
    private final Shadow shadow;
    private final Calls calls;
    private final MemoryMap map;
    private final Results results;
    private final Leaks leaks;
    private final TornRead tornRead;
    private final TlbCoherence tlbCoherence;
    private final Structure structure;
    private final AtRest atRest;
    private final KernelMisuse kernelMisuse;
    private final ReadTransfer[] reads;
    private final WriteTransfer[] writes;
    private final Resizing[] resizings;
    private final Punching[] punches;
    private final Poke[] pokes;
    private final Pipes pipes;
    private final Exits exits;

    Watch(Bench bench, Guarantee guarantee) {
        this.bench = bench;
        shadow = bench.shadow();
        calls = bench.calls();
        map = shadow.map();
        results = new Results(bench);
        leaks = new Leaks(bench);
        tornRead = new TornRead(bench, guarantee);
        tlbCoherence = new TlbCoherence(bench);
        structure = new Structure(bench);
        atRest = new AtRest(bench);
        kernelMisuse = new KernelMisuse(bench);
        int tasks = bench.program().tasks();
        reads = new ReadTransfer[tasks];
        writes = new WriteTransfer[tasks];
        resizings = new Resizing[tasks];
        punches = new Punching[tasks];
        pokes = new Poke[tasks];
        pipes = new Pipes(bench);
        exits = new Exits(bench.program().scenario().tasks());
        for (int task = 0; task < tasks; task++) {
            if (bench.program().operations(task) > 0) {
                Call any = bench.program().call(task, 0);
                reads[task] = new ReadTransfer(bench, any);
                writes[task] = new WriteTransfer(bench, any);
                resizings[task] = new Resizing(shadow);
                punches[task] = new Punching(shadow);
                pokes[task] = new Poke(bench, any);
            }
        }
    }

    boolean isOf(Program program, Machine machine) {
        return bench.program() == program && bench.machine() == machine;
    }

    Program program() {
        return bench.program();
    }

    Leaks leaks() {
        return leaks;
    }

    TlbCoherence tlbCoherence() {
        return tlbCoherence;
    }

    KernelMisuse kernelMisuse() {
        return kernelMisuse;
    }

    void starts() {
        bench.reset();
        tornRead.reset();
        pipes.reset();
        exits.reset();
        structure.reset();
    }

    void begins(int task, int index) {
        shadow.tick();
        calls.begins(task, index);
        Call call = bench.program().call(task, index);
        int space = bench.spaceOf(task);
        shadow.callBegins(task, space);
        switch (call.kind()) {
            case READ -> {
                bench.docket().hears(LawBook.OF_EVERY_CALL);
                reads[task].begin(call, task, space);
            }
            case WRITE -> {
                bench.docket().hears(LawBook.OF_EVERY_CALL);
                writeBegins(task, space, call);
            }
            case POKE -> pokes[task].begin(call, task, space);
            case SPLICE, VMSPLICE, PIPE_READ, PIPE_WRITE -> pipes.begins(task);
            case TRUNCATE -> truncateBegins(task, call);
            case PUNCH -> punches[task].begin(task, call, calls.number(task));
            case MMAP, MPROTECT -> protectBegins(task, space, call);
            case MUNMAP -> unmapBegins(task, space, call.page(), call.pages());
            case EXIT -> exitBegins(task, space);
            case DONT_NEED -> dontNeedBegins(task, space, call);
            default -> {}
        }
    }

    void ends(int task, int index, int result) {
        shadow.tick();
        Call call = bench.program().call(task, index);
        int space = bench.spaceOf(task);
        switch (call.kind()) {
            case READ -> readEnds(task, space, call, result);
            case WRITE -> writeEnds(task, space, call, result);
            case TRUNCATE -> truncateEnds(task, call, result);
            case PUNCH -> punchEnds(task, call, result);
            case MMAP, MPROTECT -> protectEnds(task, space, call, result >= 0);
            case MUNMAP -> unmapEnds(task, space, call.page(), call.pages(), result >= 0);
            case EXIT -> exitEnds(task, space);
            case DONT_NEED -> dontNeedEnds(task, space, call);
            case FORK -> forkEnds(task, space, call, result);
            case LOAD, STORE -> {
                bench.docket().hears(LawBook.RESULT);
                results.accessed(task, space, call, result);
            }
            case POKE -> {
                bench.docket().hears(LawBook.RESULT);
                results.poked(task, space, call, result);
                pokes[task].end();
            }
            case SPLICE, VMSPLICE, PIPE_READ, PIPE_WRITE -> {
                bench.docket().hears(LawBook.RESULT | LawBook.BYTE_RULE);
                pipes.ends(task, call, result, results.reachesFirst(task, space, call));
            }
            default -> {}
        }
        calls.ends(task);
    }

    private void readEnds(int task, int space, Call call, int result) {
        bench.docket().hears(LawBook.RESULT);
        results.transferred(task, space, call, result);
        if (violated()) {
            return;
        }
        reads[task].end(result);
        if (!violated()) {
            tornRead.readEnds(calls.number(task), shadow.begun(task), Math.max(0, result), reads[task]);
        }
    }

    private void writeBegins(int task, int space, Call call) {
        writes[task].begin(call, task, space);
        for (int other = 0; other < writes.length; other++) {
            Call running = other == task ? null : calls.of(other);
            if (running != null && running.file() == call.file() && running.kind() == Call.Kind.TRUNCATE) {
                writes[task].sizeMayBe(running.position());
            }
        }
    }

    private void writeEnds(int task, int space, Call call, int result) {
        bench.docket().hears(LawBook.RESULT);
        results.transferred(task, space, call, result);
        if (violated()) {
            return;
        }
        writes[task].end(result);
        if (violated()) {
            return;
        }
        results.resized(task, call.file(), result);
        if (result > 0) {
            tornRead.changeEnds(calls.number(task), shadow.begun(task));
        }
    }

    private void truncateBegins(int task, Call call) {
        for (int other = 0; other < writes.length; other++) {
            Call running = other == task ? null : calls.of(other);
            if (running == null || running.file() != call.file()) {
                continue;
            } else if (running.kind() == Call.Kind.WRITE) {
                writes[other].sizeMayBe(call.position());
            } else if (running.kind() == Call.Kind.TRUNCATE) {
                resizings[other].sizeMayBe(call.position(), call.file(), calls.number(other));
            }
        }
        resizings[task].begin(call, task, calls.number(task));
    }

    private void truncateEnds(int task, Call call, int result) {
        resizings[task].end(call, task, result >= 0);
        results.resized(task, call.file(), result);
        if (result >= 0) {
            tornRead.changeEnds(calls.number(task), shadow.begun(task));
        }
    }

    private void punchEnds(int task, Call call, int result) {
        bench.docket().hears(LawBook.RESULT);
        results.punched(task, result);
        punches[task].end(result >= 0);
        if (result >= 0) {
            tornRead.changeEnds(calls.number(task), shadow.begun(task));
        }
    }

    private void protectBegins(int task, int space, Call call) {
        for (int i = 0; i < call.pages(); i++) {
            shadow.rights().protectBegins(task, page(space, call, i), call.protection(), call.kind() == Call.Kind.MMAP);
        }
    }

    private void protectEnds(int task, int space, Call call, boolean done) {
        for (int i = 0; i < call.pages(); i++) {
            shadow.rights()
                    .protectEnds(task, page(space, call, i), call.protection(), call.kind() == Call.Kind.MMAP, done);
        }
    }

    private void unmapBegins(int task, int space, int from, int pages) {
        for (int i = 0; i < pages && space >= 0; i++) {
            int page = space * map.pagesPerSpace() + from + i;
            shadow.rights().unmapBegins(task, page);
            shadow.clearings().begins(page, shadow.now());
        }
    }

    private void exitBegins(int task, int space) {
        exits.begins(task);
        if (exits.isLast(task)) {
            unmapBegins(task, space, 0, map.pagesPerSpace());
        }
    }

    private void exitEnds(int task, int space) {
        if (exits.isLast(task)) {
            unmapEnds(task, space, 0, map.pagesPerSpace(), false);
        }
    }

    private void unmapEnds(int task, int space, int from, int pages, boolean done) {
        for (int i = 0; i < pages && space >= 0; i++) {
            int page = space * map.pagesPerSpace() + from + i;
            shadow.rights().unmapEnds(task, page, done);
            shadow.clearings().ends(page, shadow.now());
        }
    }

    private void dontNeedBegins(int task, int space, Call call) {
        shadow.dontNeedBegins(task, space, call);
        for (int i = 0; i < call.pages(); i++) {
            shadow.clearings().begins(page(space, call, i), shadow.now());
        }
    }

    /** Whatever it returns, it has dropped what was mapped. */
    private void dontNeedEnds(int task, int space, Call call) {
        shadow.resetsEnd(task, true);
        for (int i = 0; i < call.pages(); i++) {
            shadow.clearings().ends(page(space, call, i), shadow.now());
        }
    }

    private void forkEnds(int task, int space, Call call, int result) {
        bench.docket().hears(LawBook.RESULT);
        results.forked(task, result);
        if (result < 0) {
            return;
        }
        structure.born(result);
        shadow.forked(task, space, result, call.process());
        for (int other = 0; other < resizings.length; other++) {
            Call running = calls.of(other);
            if (running != null && running.kind() == Call.Kind.TRUNCATE) {
                shadow.truncateMeets(other, running.file(), running.position(), result);
            }
        }
    }

    private int page(int space, Call call, int i) {
        return space * map.pagesPerSpace() + call.page() + i;
    }

    void loaded(int task, int space, int address, int cell) {
        shadow.tick();
        Call call = calls.of(task);
        if (call == null) {
            return;
        }
        int page = map.page(space, address);
        if (call.kind() == Call.Kind.WRITE) {
            writes[task].loaded(page, address, cell);
        } else if (call.kind() == Call.Kind.PIPE_WRITE) {
            bench.sightings().inMemory(task, space, page, address, cell, shadow.now());
            pipes.written(task, call, cell);
        } else if (call.kind() == Call.Kind.LOAD) {
            bench.sightings().inMemory(task, space, page, address, cell, shadow.now());
        }
    }

    void stored(int task, int space, int address, int cell) {
        shadow.tick();
        Call call = calls.of(task);
        if (call == null) {
            return;
        }
        int page = map.page(space, address);
        switch (call.kind()) {
            case READ -> reads[task].stored(page, address, cell);
            case STORE -> shadow.stored(page, address, cell);
            case POKE -> pokes[task].stored(page, address, cell);
            case PIPE_READ -> {
                pipes.read(task, call, cell);
                shadow.stored(page, address, cell);
            }
            case WRITE -> bench.sightings().strayStore(task, space, page, address, cell);
            default -> {}
        }
    }

    void pipeReferred(int task, int bytes) {
        shadow.tick();
        Call call = calls.of(task);
        if (call != null) {
            pipes.referred(task, bench.spaceOf(task), call, bytes);
        }
    }

    void readFailed() {
        shadow.readFailed();
    }

    void frameRefused(int task) {
        shadow.frameRefused(task);
    }

    void signalled(int task) {
        shadow.signalled(task);
    }

    void spaceRefused(int task) {
        shadow.spaceRefused(task);
    }

    void atRest() {
        shadow.tick();
        atRest.look();
        pipes.atRest();
        structure.atRest();
        tlbCoherence.atRest();
    }

    private boolean violated() {
        return !bench.docket().isEmpty();
    }
}
