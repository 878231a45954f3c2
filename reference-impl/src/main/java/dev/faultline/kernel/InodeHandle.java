package dev.faultline.kernel;

import dev.faultline.hardware.StepKind;
import dev.faultline.spi.Errno;
import dev.faultline.spi.Folio;
import dev.faultline.spi.Inode;
import dev.faultline.spi.KernelMemory;

/** A file as a task's strategy sees it, with the generic hooks around a write to one folio. */
final class InodeHandle implements Inode {
    private final Machine machine;
    private final Task task;
    private final FileInode file;

    InodeHandle(Machine machine, Task task, FileInode file) {
        this.machine = machine;
        this.task = task;
        this.file = file;
    }

    FileInode file() {
        return file;
    }

    @Override
    public int number() {
        return file.number();
    }

    @Override
    public int size() {
        task.step(StepKind.READ_SIZE, file.number());
        if (task.recording()) {
            task.note("reads the size of " + file + ": " + file.currentSize());
        }
        return file.currentSize();
    }

    @Override
    public void setSize(int size) {
        if (size < 0 || size > file.pagesMax() * machine.pageSize()) {
            throw task.oops(Oops.Kind.BAD_ARGUMENT, "sets the size of " + file + " to " + size);
        }
        task.step(StepKind.WRITE_SIZE, file.number());
        file.resize(size, size, machine.memory());
        noteSize();
    }

    private void noteSize() {
        if (task.recording()) {
            task.note("sets the size of " + file + " to " + file.currentSize());
        }
    }

    @Override
    public boolean isHole(int index) {
        if (index < 0) {
            throw task.oops(Oops.Kind.BAD_ARGUMENT, "asks for the block of page " + index + " of " + file);
        }
        task.step(StepKind.MAP_BLOCK, CacheIndex.slot(file, index));
        boolean hole = index * machine.pageSize() >= file.currentSize() || file.isHole(index);
        if (task.recording()) {
            task.note("asks where the disk has " + file + ":" + index + (hole ? ": nowhere" : ""));
        }
        return hole;
    }

    @Override
    public void lock() {
        file.inodeLock().lockExclusive(task);
    }

    @Override
    public void unlock() {
        file.inodeLock().unlockExclusive(task);
    }

    @Override
    public void lockShared() {
        file.inodeLock().lockShared(task);
    }

    @Override
    public void unlockShared() {
        file.inodeLock().unlockShared(task);
    }

    @Override
    public void lockRange(int from, int to, boolean exclusive) {
        if (from < 0 || from >= to) {
            throw task.oops(
                    Oops.Kind.BAD_ARGUMENT,
                    "locks bytes [" + from + ", " + to + ") of " + file + ", which is no range of any");
        }
        file.rangeLock().lock(task, from, to, exclusive);
    }

    @Override
    public void unlockRange(int from, int to) {
        file.rangeLock().unlock(task, from, to);
    }

    @Override
    public void lockInvalidation() {
        file.invalidateLock().lockShared(task);
    }

    @Override
    public void unlockInvalidation() {
        file.invalidateLock().unlockShared(task);
    }

    @Override
    public void lockInvalidationExclusive() {
        file.invalidateLock().lockExclusive(task);
    }

    @Override
    public void unlockInvalidationExclusive() {
        file.invalidateLock().unlockExclusive(task);
    }

    @Override
    public int readDirect(int index, KernelMemory to) {
        Addressable memory = onePage(index, to, "reads");
        if (memory instanceof HeldHandle held) {
            held.requireWritable();
        }
        return task.direct().read(file, index, memory);
    }

    @Override
    public int writeDirect(int index, KernelMemory from) {
        return task.direct().write(file, index, onePage(index, from, "writes"));
    }

    private Addressable onePage(int index, KernelMemory memory, String verb) {
        if (index < 0 || index >= file.pagesMax()) {
            throw task.oops(Oops.Kind.BAD_ARGUMENT, verb + " page " + index + " of " + file + ", which cannot be");
        }
        Addressable addressable = (Addressable) memory;
        addressable.check(0, machine.pageSize());
        return addressable;
    }

    private CacheFolio locked(Folio folio, int from, int to, String verb) {
        CacheFolio mine = ((FolioHandle) folio).held(verb);
        FolioIo.requireLocked(task, mine, verb);
        if (from < 0 || from > to || to > machine.pageSize()) {
            throw task.oops(Oops.Kind.BAD_ARGUMENT, verb + " bytes [" + from + ", " + to + ") of " + mine);
        }
        return mine;
    }

    @Override
    public int prepareWrite(Folio handle, int from, int to) {
        CacheFolio folio = locked(handle, from, to, "prepares");
        machine.procedures().folioIo().waitUntilWritten(task, folio);
        if (folio.isCopyOnWrite() && !machine.policy().breakFolio(task.vm(), folio)) {
            return Errno.ENOMEM;
        }
        if (!machine.procedures().blockSpace().reserve(task, file, folio.index())) {
            return Errno.ENOSPC;
        }
        boolean whole = from == 0 && to == machine.pageSize();
        if (folio.isUptodate() || whole) {
            return 0;
        }
        return machine.procedures().folioIo().readIn(task, folio);
    }

    @Override
    public void commitWrite(Folio handle, int from, int to) {
        CacheFolio folio = locked(handle, from, to, "commits");
        task.step(StepKind.WRITE_FLAGS, folio.place());
        task.stores().drain();
        folio.setUptodate();
        folio.setDirty(true);
        if (task.recording()) {
            task.note("commits bytes [" + from + ", " + to + ") of " + folio);
        }
        int start = folio.index() * machine.pageSize();
        if (to > from && start + to > file.currentSize()) {
            task.step(StepKind.WRITE_SIZE, file.number());
            if (start + to > file.currentSize()) {
                file.resize(start + to, start + from, machine.memory());
                noteSize();
            }
        }
    }
}
