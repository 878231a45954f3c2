package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.hardware.Cell;
import dev.faultline.hardware.Geometry;
import dev.faultline.hardware.Pte;
import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.Guarantee;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A machine with pages of 8 bytes and a CPU for each task. File F has 16 bytes in 2 pages, all still on the disk, and
 * may grow to 4 pages. Process A maps it shared at {@link #SHARED} and privately at {@link #PRIVATE}, has two pages of
 * memory filled at {@link #ANONYMOUS} and one never touched at {@link #UNTOUCHED}; {@link #NOTHING} is not mapped.
 * Tasks {@link #task} and {@link #other} run in it, {@link #kernelThread} in no process.
 */
class Scene {
    static final int PAGE = 8;
    static final int SHARED = 0;
    static final int PRIVATE = 4 * PAGE;
    static final int ANONYMOUS = 8 * PAGE;
    static final int UNTOUCHED = 10 * PAGE;
    static final int NOTHING = 11 * PAGE;
    static final int READ_WRITE = Vma.READ | Vma.WRITE;

    final Story story = new Story();
    final Watch watch = new Watch();
    final Machine machine = new Machine(new Geometry(PAGE, 32, 5, 4, 12, 4), story, watch);
    final SystemCalls calls = machine.calls();
    final FileInode file = machine.createFile("F", 2 * PAGE, 4);
    final AddressSpace process = machine.createSpace();
    final Task task = machine.createTask(0, process, 0);
    final Task other = machine.createTask(1, process, 1);
    final Task kernelThread = machine.createTask(2, null, 2);
    private int childTasks = 3;

    Scene() {
        story.runs(machine.disk());
        machine.map(process, "shared", Vma.Kind.SHARED, SHARED / PAGE, 4, file, 0, READ_WRITE, -1);
        machine.map(process, "private", Vma.Kind.PRIVATE, PRIVATE / PAGE, 4, file, 0, READ_WRITE, -1);
        machine.map(process, "anonymous", Vma.Kind.ANONYMOUS, ANONYMOUS / PAGE, 2, null, 0, READ_WRITE, 0);
        machine.map(process, "untouched", Vma.Kind.ANONYMOUS, UNTOUCHED / PAGE, 1, null, 0, READ_WRITE, -1);
    }

    static int page(int address) {
        return address / PAGE;
    }

    static int onDisk(int offset) {
        return Cell.of(Cell.Origin.DISK, 0, 0, offset);
    }

    static int filled(int offset) {
        return Cell.of(Cell.Origin.FILL, 0, 0, offset);
    }

    /** The identity of a byte that some store makes. */
    static int stored(int number) {
        return Cell.of(Cell.Origin.STORE, 0, 0, number);
    }

    /** What the task finds at the address, where it must find something. */
    int load(Task task, int address) {
        assertThat(calls.load(task, address, 1)).isZero();
        return watch.lastLoad;
    }

    void store(Task task, int address, int cell) {
        assertThat(calls.store(task, address, 1, cell)).isZero();
    }

    /** A task in a new child of the process. */
    Task fork() {
        int child = calls.fork(task);
        assertThat(child).isPositive();
        return machine.createTask(childTasks, machine.spaces().get(child), childTasks++);
    }

    int pte(Task task, int address) {
        return task.user().pageTable().get(page(address));
    }

    int frame(Task task, int address) {
        assertThat(Pte.isPresent(pte(task, address))).isTrue();
        return Pte.frame(pte(task, address));
    }

    CacheFolio folio(int index) {
        CacheFolio folio = file.folioAt(index);
        assertThat(folio).as("folio %d", index).isNotNull();
        return folio;
    }

    /** Runs what a strategy does in a call of the task, on a buffer at the address. */
    void inKernel(Task task, int address, int length, BiConsumer<Kernel, IoVector> body) {
        inCall(task, (kernel, inode, vector) -> body.accept(kernel, vector), new int[] {address}, new int[] {length});
    }

    void inCall(Task task, Body body, int[] addresses, int[] lengths) {
        calls.read(task, new OneCall(body), file, 0, addresses, lengths, addresses.length);
    }

    /** As {@link #inCall}, without user memory. */
    void inCall(Task task, Body body) {
        inCall(task, body, new int[] {0}, new int[] {0});
    }

    /** What a strategy does in one call. */
    interface Body {
        void run(Kernel kernel, Inode file, IoVector vector);
    }

    private static final class OneCall implements CopyStrategy {
        private final Body body;

        OneCall(Body body) {
            this.body = body;
        }

        @Override
        public String name() {
            return "one-call";
        }

        @Override
        public Guarantee guarantee() {
            return Guarantee.BYTE;
        }

        @Override
        public int read(Kernel kernel, Inode file, int position, IoVector to) {
            body.run(kernel, file, to);
            return 0;
        }

        @Override
        public int write(Kernel kernel, Inode file, int position, IoVector from) {
            return read(kernel, file, position, from);
        }
    }

    /** What the machine told. */
    static final class Watch implements Tracepoints {
        final List<Integer> freedFrames = new ArrayList<>();
        final List<Oops.Kind> oopses = new ArrayList<>();
        int framesRefused;
        int spaceRefused;
        final List<Integer> signalled = new ArrayList<>();
        final List<Integer> transferredShort = new ArrayList<>();
        final List<Integer> loads = new ArrayList<>();
        int lastLoad;

        @Override
        public void userLoad(int task, int space, int address, int cell) {
            lastLoad = cell;
            loads.add(cell);
        }

        @Override
        public void frameFreed(int frame) {
            freedFrames.add(frame);
        }

        @Override
        public void oops(int task, Oops.Kind kind, String what) {
            oopses.add(kind);
        }

        @Override
        public void frameRefused(int task) {
            framesRefused++;
        }

        @Override
        public void transferredShort(int task) {
            transferredShort.add(task);
        }

        @Override
        public void signalled(int task) {
            signalled.add(task);
        }

        @Override
        public void spaceRefused(int task) {
            spaceRefused++;
        }
    }
}
