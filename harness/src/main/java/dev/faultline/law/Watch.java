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
    private final FileCopy[] copies;
    private final Resizing[] resizings;
    private final Punching[] punches;
    private final Poke[] pokes;
    private final Pipes pipes;
    private final Drains drains;
    private final MapChanges mapChanges;

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
        copies = new FileCopy[tasks];
        resizings = new Resizing[tasks];
        punches = new Punching[tasks];
        pokes = new Poke[tasks];
        pipes = new Pipes(bench);
        drains = new Drains(bench, pipes);
        mapChanges = new MapChanges(bench, results);
        for (int task = 0; task < tasks; task++) {
            if (bench.program().operations(task) > 0) {
                Call any = bench.program().call(task, 0);
                reads[task] = new ReadTransfer(bench, any);
                writes[task] = new WriteTransfer(bench, any);
                copies[task] = new FileCopy(bench, any);
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
        mapChanges.reset();
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
            case WRITE, COPY_FILE_RANGE -> {
                bench.docket().hears(LawBook.OF_EVERY_CALL);
                writeBegins(task, space, call);
            }
            case POKE -> pokes[task].begin(call, task, space);
            case SPLICE, VMSPLICE, PIPE_READ, PIPE_WRITE -> pipes.begins(task);
            case SPLICE_OUT -> {
                bench.docket().hears(LawBook.OF_EVERY_CALL);
                pipes.begins(task);
                writeBegins(task, space, call);
            }
            case TRUNCATE -> truncateBegins(task, call);
            case PUNCH -> punches[task].begin(task, call, calls.number(task));
            default -> mapChanges.begins(task, space, call);
        }
    }

    void ends(int task, int index, int result) {
        shadow.tick();
        Call call = bench.program().call(task, index);
        int space = bench.spaceOf(task);
        switch (call.kind()) {
            case READ -> readEnds(task, space, call, result);
            case WRITE, COPY_FILE_RANGE -> writeEnds(task, space, call, result);
            case SPLICE_OUT -> {
                bench.docket().hears(LawBook.RESULT | LawBook.BYTE_RULE);
                drains.ends(task, call, result);
                written(task, call, result);
            }
            case TRUNCATE -> truncateEnds(task, call, result);
            case PUNCH -> punchEnds(task, call, result);
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
            default -> mapChanges.ends(task, space, call, result);
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
        WriteTransfer write = writer(task, call);
        write.begin(call, task, space);
        for (int other = 0; other < writes.length; other++) {
            Call running = other == task ? null : calls.of(other);
            if (running != null && running.file() == call.file() && running.kind() == Call.Kind.TRUNCATE) {
                write.sizeMayBe(running.position());
            }
        }
    }

    private WriteTransfer writer(int task, Call call) {
        return call.kind() == Call.Kind.COPY_FILE_RANGE ? copies[task] : writes[task];
    }

    private void writeEnds(int task, int space, Call call, int result) {
        bench.docket().hears(LawBook.RESULT);
        if (call.kind() == Call.Kind.WRITE) {
            results.transferred(task, space, call, result);
        } else {
            copies[task].judge(result);
        }
        written(task, call, result);
    }

    /** A write has returned what it may return. */
    private void written(int task, Call call, int result) {
        if (violated()) {
            return;
        }
        writer(task, call).end(result);
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
            } else if (running.isWrite()) {
                writer(other, running).sizeMayBe(call.position());
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
            case WRITE, SPLICE_OUT, COPY_FILE_RANGE -> bench.sightings().strayStore(task, space, page, address, cell);
            default -> {}
        }
    }

    void pipeOffered(int task, int bytes) {
        shadow.tick();
        pipes.offered(task, bytes);
    }

    void pipeLoad(int task, int index, int cell) {
        shadow.tick();
        Call call = calls.of(task);
        if (call != null) {
            pipes.handed(task, call, index, cell);
            if (!violated()) {
                writes[task].mayWrite(index, cell);
            }
        }
    }

    void pipeTaken(int task, int bytes) {
        shadow.tick();
        Call call = calls.of(task);
        if (call != null) {
            pipes.taken(task, call, bytes);
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

    void transferredShort(int task) {
        shadow.transferredShort(task);
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
