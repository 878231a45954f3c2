package dev.faultline.execution;

import dev.faultline.hardware.Cell;
import dev.faultline.hardware.Footprint;
import dev.faultline.hardware.Nondeterminism;
import dev.faultline.kernel.AddressSpace;
import dev.faultline.kernel.FileInode;
import dev.faultline.kernel.Machine;
import dev.faultline.kernel.Pipe;
import dev.faultline.kernel.SystemCalls;
import dev.faultline.kernel.Task;
import dev.faultline.scenario.MappingSpec;
import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.Errno;
import dev.faultline.spi.vm.Signals;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A program on a machine, with a strategy in it. The machine is emptied, not rebuilt, from one execution to the next as
 * long as its sizes fit.
 */
final class MachineSubject implements Subject {
    private final CopyStrategy strategy;
    private final Relay relay = new Relay();
    private final Conductor conductor;
    private @Nullable Loaded loaded;

    /** A program and the machine that it is on. */
    private record Loaded(Program program, Machine machine, SystemCalls calls, Knowledge knowledge) {}

    MachineSubject(CopyStrategy strategy, Backend backend) {
        this.strategy = strategy;
        conductor = new Conductor(this, Nondeterminism.DISK, backend);
    }

    Conductor conductor() {
        return conductor;
    }

    /** What {@link #begin} is to set up, and who is to hear of what happens then. */
    void load(Program program, Observer observer) {
        relay.connect(observer, conductor);
        Loaded last = loaded;
        if (last == null || last.program != program) {
            Machine machine = last != null && last.program.geometry().equals(program.geometry())
                    ? last.machine
                    : new Machine(program.geometry(), conductor, relay, UnderPolicy.policyOf(strategy));
            loaded = new Loaded(program, machine, machine.calls(), new Knowledge(program));
        }
    }

    private Loaded loaded() {
        return Objects.requireNonNull(loaded, "no program is loaded");
    }

    /** The branches of the kernel that the last run reached, one bit each. */
    long branches() {
        return relay.branches();
    }

    Machine machine() {
        return loaded().machine();
    }

    @Override
    public int begin() {
        Loaded now = loaded();
        now.machine.reset();
        int exist = Setup.run(now.program, now.machine);
        relay.observer().starts(now.program, now.machine);
        return exist;
    }

    @Override
    public int operations(int task) {
        return loaded().program.operations(task);
    }

    @Override
    public Bounds bounds() {
        return loaded().program.bounds();
    }

    @Override
    public int perform(int number, int index) {
        Loaded now = loaded();
        Machine machine = now.machine;
        SystemCalls calls = now.calls;
        Task task = machine.task(number);
        Call call = now.program.call(number, index);
        switch (call.kind()) {
            case READ:
                return calls.read(
                        task, strategy, file(call), call.position(), call.addresses(), call.lengths(), call.segments());
            case WRITE:
                return calls.write(
                        task, strategy, file(call), call.position(), call.addresses(), call.lengths(), call.segments());
            case MMAP:
                return map(task, call);
            case MUNMAP:
                return calls.munmap(task, call.page(), call.pages());
            case MREMAP:
                return calls.mremap(task, name(call), call.page(), call.pages(), call.target());
            case MPROTECT:
                return calls.mprotect(task, call.page(), call.pages(), call.protection());
            case DONT_NEED:
                return calls.dontNeed(task, call.page(), call.pages());
            case TRUNCATE:
                return calls.truncate(task, file(call), call.position());
            case PUNCH:
                return calls.punch(task, file(call), call.position(), call.length());
            case FORK:
                return fork(task, call.process());
            case EXIT:
                return calls.exit(task);
            case FSYNC:
                return calls.fsync(task, file(call));
            case LOAD:
                return calls.load(task, call.address(0), call.length(0));
            case STORE:
                return calls.store(task, call.address(0), call.length(0), firstCell(number, index));
            case POKE:
                return calls.poke(task, call.address(0), call.length(0), firstCell(number, index));
            case SPLICE:
                return calls.splice(task, file(call), call.position(), pipe(call), call.bytes());
            case SPLICE_OUT:
                return calls.spliceOut(task, strategy, pipe(call), file(call), call.position(), call.bytes());
            case VMSPLICE:
                return calls.vmsplice(task, pipe(call), call.address(0), call.length(0), call.gift());
            case PIPE_READ:
                return calls.readPipe(task, pipe(call), call.addresses(), call.lengths());
            case PIPE_WRITE:
                return calls.writePipe(task, pipe(call), call.addresses(), call.lengths());
            case COPY_FILE_RANGE:
                return copyFileRange(task, call);
            case RECLAIM:
                return calls.reclaim(task, file(call), call.position());
            case WRITE_BACK:
                return calls.writeBack(task, file(call), call.position());
            default:
                throw new AssertionError(call.kind());
        }
    }

    private int copyFileRange(Task task, Call call) {
        FileInode from = loaded().machine.files().get(call.source());
        return loaded().calls
                .copyFileRange(task, strategy, from, call.sourcePosition(), file(call), call.position(), call.length());
    }

    private static int firstCell(int task, int index) {
        return Cell.of(Cell.Origin.STORE, task, index, 0);
    }

    private String name(Call call) {
        return loaded().program.layout().mapping(call.mapping()).name();
    }

    private Pipe pipe(Call call) {
        return loaded().machine.pipes().get(call.pipe());
    }

    private FileInode file(Call call) {
        return loaded().machine.files().get(call.file());
    }

    private int map(Task task, Call call) {
        MappingSpec spec = loaded().program.layout().mapping(call.mapping());
        FileInode file = call.file() < 0 ? null : file(call);
        return loaded().calls
                .mmap(
                        task,
                        spec.name(),
                        Setup.kind(spec),
                        call.page(),
                        call.pages(),
                        file,
                        call.position(),
                        call.protection(),
                        call.populate());
    }

    private int fork(Task task, int process) {
        Loaded now = loaded();
        int space = now.calls.fork(task);
        if (space >= 0) {
            AddressSpace child = now.machine.spaces().get(space);
            conductor.spawn(Setup.createTasks(now.program, now.machine, process, child));
        }
        return space;
    }

    @Override
    public boolean diskPending() {
        return loaded().machine.disk().pending();
    }

    @Override
    public int diskStep() {
        return loaded().machine.disk().step();
    }

    @Override
    public void advanceDisk() {
        loaded().machine.disk().advance();
    }

    @Override
    public boolean sharesCpus() {
        Program program = loaded().program;
        return program.geometry().cpus() < program.tasks();
    }

    @Override
    public boolean mayRun(int task) {
        return loaded().machine.mayRun(task);
    }

    @Override
    public Footprint footprint() {
        return loaded().machine.footprint();
    }

    @Override
    public void granted(int task) {
        if (task != Nondeterminism.DISK && sharesCpus()) {
            footprint().reads(Footprint.cpu(loaded().program.cpuOf(task)));
        }
    }

    @Override
    public void touches(int task, int index, boolean ends) {
        Knowledge knowledge = loaded().knowledge();
        if (ends) {
            knowledge.touchAtEnd(footprint(), task, index);
        } else {
            knowledge.touchAtBeginning(footprint(), task, index);
        }
    }

    @Override
    public String holdings(int task) {
        return loaded().machine.task(task).holdings();
    }

    @Override
    public String words(int step) {
        return loaded().machine.words(step);
    }

    @Override
    public String result(int result) {
        boolean signal = result == Signals.SIGSEGV || result == Signals.SIGBUS;
        return signal ? Signals.name(result) : result < 0 ? Errno.name(result) : Integer.toString(result);
    }

    @Override
    public String describe(int task, int index) {
        return loaded().program.operation(task, index).toString();
    }
}
