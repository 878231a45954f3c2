package dev.faultline.kernel;

import dev.faultline.hardware.StepKind;
import dev.faultline.spi.Folio;

/**
 * A task's hold on a folio: one or more references. After the last is put the handle is dead, and so is every use of
 * it.
 */
final class FolioHandle implements Folio, Addressable {
    private final Machine machine;
    private final Task task;
    private CacheFolio folio;
    private int references;

    FolioHandle(Machine machine, Task task) {
        this.machine = machine;
        this.task = task;
        folio = new CacheFolio(-1, machine.footprint());
    }

    void start(CacheFolio folio) {
        this.folio = folio;
        references = 1;
        task.addReference();
    }

    /** The folio, for a task that still holds it. */
    CacheFolio held(String verb) {
        if (references == 0) {
            throw task.oops(Oops.Kind.USE_AFTER_PUT, verb + " " + folio + " after dropping its last reference to it");
        }
        return folio;
    }

    @Override
    public int length() {
        return machine.pageSize();
    }

    @Override
    public int index() {
        return held("asks the index of").index();
    }

    private CacheFolio readFlags(String what) {
        CacheFolio held = held("tests");
        task.step(StepKind.READ_FLAGS, held.place());
        if (task.recording()) {
            task.note("tests whether " + held + " is " + what);
        }
        return held;
    }

    @Override
    public boolean isAttached() {
        return readFlags("still in the cache").isAttached();
    }

    @Override
    public boolean isUptodate() {
        return readFlags("uptodate").isUptodate();
    }

    @Override
    public void markUptodate() {
        CacheFolio held = held("marks");
        FolioIo.requireLocked(task, held, "marks uptodate");
        task.step(StepKind.WRITE_FLAGS, held.place());
        task.stores().drain();
        held.setUptodate();
        task.note("marks uptodate", held);
    }

    @Override
    public void markUptodateUnordered() {
        CacheFolio held = held("marks");
        FolioIo.requireLocked(task, held, "marks uptodate");
        task.step(StepKind.WRITE_FLAGS, held.place());
        boolean overtakes = !task.stores().isEmpty() && machine.port().choose(task.number(), 2) == 1;
        if (!overtakes) {
            task.stores().drain();
        }
        held.setUptodate();
        task.note(overtakes ? "marks uptodate, ahead of what it stored," : "marks uptodate", held);
    }

    @Override
    public void markDirty() {
        CacheFolio held = held("marks");
        task.step(StepKind.WRITE_FLAGS, held.place());
        held.setDirty(true);
        task.note("marks dirty", held);
    }

    @Override
    public boolean isLocked() {
        return readFlags("locked").isLocked();
    }

    @Override
    public void lock() {
        held("locks").lock().lock(task);
    }

    @Override
    public boolean tryLock() {
        return held("locks").lock().tryLock(task);
    }

    @Override
    public void unlock() {
        held("unlocks").lock().unlock(task);
    }

    @Override
    public void waitUntilUnlocked() {
        held("waits for").lock().waitUntilUnlocked(task);
    }

    @Override
    public void waitUntilWritten() {
        machine.procedures().folioIo().waitUntilWritten(task, held("waits for"));
    }

    @Override
    public void submitRead() {
        machine.procedures().folioIo().submitRead(task, held("reads"));
    }

    @Override
    public int readIn() {
        return machine.procedures().folioIo().readIn(task, held("reads"));
    }

    @Override
    public void get() {
        held("takes a reference to").get();
        references++;
        task.addReference();
    }

    @Override
    public void put() {
        CacheFolio held = held("drops a reference to");
        references--;
        task.dropReference();
        if (machine.putFolio(held) && held.file() == null) {
            task.dropSpare();
        }
    }

    @Override
    public void shareCopyOnWrite() {
        CacheFolio held = held("shares");
        FolioIo.requireLocked(task, held, "shares");
        task.step(StepKind.WRITE_FLAGS, held.place());
        held.setCopyOnWrite(true);
        task.note("marks copy-on-write", held);
    }

    @Override
    public int read(int offset) {
        return task.stores().isEmpty()
                ? machine.memory().read(folio.frame(), offset)
                : task.stores().read(folio, offset);
    }

    @Override
    public void write(int offset, int cell) {
        if (machine.settings().hasWeakMemory()) {
            task.stores().write(folio, offset, cell);
        } else {
            machine.memory().write(folio.frame(), offset, cell);
        }
    }

    @Override
    public void check(int offset, int length) {
        CacheFolio held = held("copies to or from");
        if (offset < 0 || length < 0 || offset + length > length()) {
            String range = "[" + offset + ", " + (offset + length) + ")";
            throw task.oops(Oops.Kind.BAD_ARGUMENT, "uses bytes " + range + " of " + held + ", which has " + length());
        }
    }

    @Override
    public int stepObject() {
        return folio.frame();
    }

    @Override
    public String at(int offset) {
        return folio + "+" + offset;
    }

    @Override
    public String toString() {
        return folio.toString();
    }
}
