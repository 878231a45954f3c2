package dev.faultline.kernel;

import dev.faultline.spi.HeldPage;

/**
 * A pinned frame of user memory. What passes through it is told to the tracepoints as the task's access to the address
 * that it was held at.
 */
final class HeldHandle implements HeldPage, Addressable {
    private final Machine machine;
    private final Task task;
    private int frame;
    private int address;
    private boolean forWriting;
    private boolean live;

    HeldHandle(Machine machine, Task task) {
        this.machine = machine;
        this.task = task;
    }

    void start(int frame, int address, boolean forWriting) {
        this.frame = frame;
        this.address = address;
        this.forWriting = forWriting;
        live = true;
        task.addHeldPage();
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
        return "held " + task.user().name(userAddress(offset), machine.pageSize());
    }
}
