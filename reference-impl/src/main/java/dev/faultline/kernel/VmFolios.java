package dev.faultline.kernel;

import dev.faultline.hardware.StepKind;
import dev.faultline.spi.vm.Folios;
import dev.faultline.spi.vm.VmFolio;
import dev.faultline.spi.vm.VmInode;
import org.jspecify.annotations.Nullable;

/** Folios for one task's procedures. */
final class VmFolios implements Folios {
    private final Machine machine;
    private final Task task;

    VmFolios(Machine machine, Task task) {
        this.machine = machine;
        this.task = task;
    }

    /** A folio that somebody still refers to. */
    private CacheFolio live(VmFolio folio, String verb) {
        CacheFolio mine = (CacheFolio) folio;
        if (mine.isDead()) {
            throw task.oops(Oops.Kind.USE_AFTER_PUT, verb + " " + mine + ", to which nobody has a reference");
        }
        return mine;
    }

    private CacheFolio locked(VmFolio folio, String verb) {
        CacheFolio mine = live(folio, verb);
        FolioIo.requireLocked(task, mine, verb);
        return mine;
    }

    private FileInode file(VmInode inode, int index) {
        FileInode file = (FileInode) inode;
        if (index < 0) {
            throw task.oops(Oops.Kind.BAD_ARGUMENT, "asks for page " + index + " of " + file);
        }
        return file;
    }

    @Override
    public @Nullable VmFolio find(VmInode inode, int index) {
        return machine.procedures().cacheIndex().find(task, file(inode, index), index);
    }

    @Override
    public @Nullable VmFolio findLocked(VmInode inode, int index) {
        return machine.procedures().cacheIndex().findLocked(task, file(inode, index), index);
    }

    @Override
    public @Nullable VmFolio grab(VmInode inode, int index) {
        FileInode file = file(inode, index);
        if (index >= file.pagesMax()) {
            throw task.oops(
                    Oops.Kind.BAD_ARGUMENT, "makes page " + index + " of " + file + ", which cannot be that long");
        }
        return machine.procedures().cacheIndex().grab(task, file, index);
    }

    @Override
    public @Nullable VmFolio of(int frame) {
        return machine.procedures().reverseMap().folioOf(frame);
    }

    @Override
    public void put(VmFolio folio) {
        machine.putFolio(live(folio, "drops a reference to"));
    }

    @Override
    public void lock(VmFolio folio) {
        live(folio, "locks").lock().lock(task);
    }

    @Override
    public boolean tryLock(VmFolio folio) {
        return live(folio, "locks").lock().tryLock(task);
    }

    @Override
    public void unlock(VmFolio folio) {
        live(folio, "unlocks").lock().unlock(task);
    }

    @Override
    public void waitUntilUnlocked(VmFolio folio) {
        live(folio, "waits for").lock().waitUntilUnlocked(task);
    }

    @Override
    public void waitUntilWritten(VmFolio folio) {
        machine.procedures().folioIo().waitUntilWritten(task, live(folio, "waits for"));
    }

    @Override
    public void waitForDisk(VmFolio folio) {
        CacheFolio mine = live(folio, "waits for");
        task.mightSleep("waits for the disk");
        task.await(mine.io());
        mine.woken();
    }

    @Override
    public void submitRead(VmFolio folio) {
        machine.procedures().folioIo().submitRead(task, idle(folio, "reads"));
    }

    @Override
    public void submitWrite(VmFolio folio) {
        CacheFolio mine = idle(folio, "writes");
        mine.setWriteback(true);
        machine.procedures().folioIo().submitWrite(task, mine);
    }

    /** A locked folio of a file without a transfer under way. */
    private CacheFolio idle(VmFolio folio, String verb) {
        CacheFolio mine = locked(folio, verb);
        if (mine.isBeingRead() || mine.isUnderWriteback()) {
            throw task.oops(Oops.Kind.BAD_ARGUMENT, verb + " " + mine + ", of which a transfer is under way");
        }
        return mine;
    }

    @Override
    public void enter(VmFolio folio) {
        task.step(StepKind.WRITE_FLAGS, ((CacheFolio) folio).place());
    }

    @Override
    public void setDirty(VmFolio folio, boolean dirty) {
        live(folio, "marks").setDirty(dirty);
    }

    @Override
    public void setCopyOnWrite(VmFolio folio, boolean copyOnWrite) {
        locked(folio, "marks").setCopyOnWrite(copyOnWrite);
    }

    @Override
    public void setFrame(VmFolio folio, int frame) {
        machine.requireLive(task, frame, "gives a folio");
        CacheFolio mine = locked(folio, "moves");
        mine.setFrame(frame);
        if (mine.isAttached()) {
            Machine.fileOf(mine).moved(mine.index());
        }
    }

    @Override
    public void zero(VmFolio folio, int from, int to) {
        CacheFolio mine = locked(folio, "zeroes");
        if (from < 0 || to > machine.pageSize()) {
            throw task.oops(Oops.Kind.BAD_ARGUMENT, "zeroes bytes [" + from + ", " + to + ") of " + mine);
        }
        int unit = machine.geometry().copyUnit();
        for (int offset = from; offset < to; offset += unit) {
            task.step(StepKind.ZERO, mine.frame());
            machine.memory().zero(mine.frame(), offset, Math.min(offset + unit, to));
            boolean content = Machine.fileOf(mine).reachesBeyond(mine.index() * machine.pageSize() + offset);
            task.note(content ? "zeroes a piece of" : "zeroes a piece past the end of", Machine.fileOf(mine));
        }
    }

    private CacheFolio attached(VmFolio folio) {
        CacheFolio mine = locked(folio, "removes");
        if (!mine.isAttached()) {
            throw task.oops(Oops.Kind.BAD_ARGUMENT, "removes " + mine + ", which is in no cache");
        }
        return mine;
    }

    @Override
    public void remove(VmFolio folio) {
        machine.procedures().cacheIndex().remove(task, attached(folio));
    }

    @Override
    public boolean removeUnused(VmFolio folio) {
        CacheFolio mine = locked(folio, "removes");
        return machine.procedures()
                .cacheIndex()
                .removeUnused(task, mine, machine.procedures().reverseMap());
    }

    @Override
    public @Nullable VmFolio leastRecent(int rank) {
        if (rank < 0) {
            throw task.oops(Oops.Kind.BAD_ARGUMENT, "asks for the folio of rank " + rank);
        }
        return machine.procedures().directReclaim().leastRecent(task, rank);
    }
}
