package dev.faultline.kernel;

import dev.faultline.spi.HeldPage;
import org.jspecify.annotations.Nullable;

/**
 * A pinned frame of user memory. What passes through it is told to the tracepoints as the task's access to the address
 * that it was held at; of a frame in a pipe, those of its bytes that the slot has.
 */
final class HeldHandle implements HeldPage, Addressable {
    private final Machine machine;
    private final Task task;
    private int frame;
    private int address;
    private boolean forWriting;
    private boolean live;
    private @Nullable Pipe pipe;
    private int slotFrom;
    private int slotTo;
    private int index;

    HeldHandle(Machine machine, Task task) {
        this.machine = machine;
        this.task = task;
    }

    void start(int frame, int address, boolean forWriting) {
        this.frame = frame;
        this.address = address;
        this.forWriting = forWriting;
        pipe = null;
        live = true;
        task.addHeldPage();
    }

    void start(UserVector at) {
        start(at.frame(), at.address(), false);
        pipe = at.pipe();
        slotFrom = at.segmentStart();
        slotTo = at.address() + at.segmentRemaining();
        index = at.moved() - at.address();
    }

    @Override
    public int length() {
        return machine.pageSize();
    }

    @Override
    public int offset() {
        return address % machine.pageSize();
    }

    @Override
    public void release() {
        check(0, 0);
        live = false;
        task.dropHeldPage();
        CacheFolio folio = forWriting ? machine.procedures().reverseMap().folioOf(frame) : null;
        if (folio != null) {
            folio.setDirty(true);
        }
        machine.memory().unpin(frame);
        machine.putFrame(frame);
        task.note("releases a held page");
    }

    void requireWritable() {
        if (!forWriting) {
            throw task.oops(Oops.Kind.BAD_ARGUMENT, "stores to a page that it holds for reading");
        }
    }

    private void noteAccess(boolean store) {
        int virtualPage = address / machine.pageSize();
        task.user().accessed(virtualPage, frame, store);
    }

    private int userAddress(int offset) {
        return address - offset() + offset;
    }

    @Override
    public int read(int offset) {
        if (pipe != null) {
            return slotFrom <= offset && offset < slotTo
                    ? machine.procedures().pipeAccess().load(task, frame, offset, index + offset)
                    : machine.memory().read(frame, offset);
        }
        noteAccess(false);
        int cell = machine.memory().read(frame, offset);
        machine.trace().userLoad(task.number(), task.user().number(), userAddress(offset), cell);
        return cell;
    }

    @Override
    public void write(int offset, int cell) {
        requireWritable();
        noteAccess(true);
        machine.memory().write(frame, offset, cell);
        machine.trace().userStore(task.number(), task.user().number(), userAddress(offset), cell);
    }

    @Override
    public void check(int offset, int length) {
        if (!live) {
            throw task.oops(Oops.Kind.USE_AFTER_PUT, "uses a held page after releasing it");
        }
        if (offset < 0 || length < 0 || offset + length > length()) {
            String range = "[" + offset + ", " + (offset + length) + ")";
            throw task.oops(Oops.Kind.BAD_ARGUMENT, "uses bytes " + range + " of a held page, which has " + length());
        }
    }

    @Override
    public int stepObject() {
        return frame;
    }

    @Override
    public String at(int offset) {
        if (pipe != null) {
            return "held page of pipe " + pipe;
        }
        return "held " + task.user().name(userAddress(offset), machine.pageSize());
    }
}
