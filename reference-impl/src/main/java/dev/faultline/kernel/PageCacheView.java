package dev.faultline.kernel;

import dev.faultline.hardware.StepKind;
import dev.faultline.spi.Folio;
import dev.faultline.spi.Inode;
import dev.faultline.spi.KernelBuffer;
import dev.faultline.spi.PageCache;
import dev.faultline.spi.vm.Branch;
import org.jspecify.annotations.Nullable;

/** The page cache for one task: the index, wrapped in the task's handles. */
final class PageCacheView implements PageCache {
    private final Machine machine;
    private final Task task;
    private final Handles handles;

    PageCacheView(Machine machine, Task task, Handles handles) {
        this.machine = machine;
        this.task = task;
        this.handles = handles;
    }

    private FileInode checked(Inode inode, int index) {
        FileInode file = ((InodeHandle) inode).file();
        if (index < 0) {
            throw task.oops(Oops.Kind.BAD_ARGUMENT, "asks for page " + index + " of " + file);
        }
        return file;
    }

    private FileInode growable(Inode inode, int index) {
        FileInode file = checked(inode, index);
        if (index >= file.pagesMax()) {
            String what = "makes page " + index + " of " + file + ", which lies behind all that the program touches";
            throw task.oops(Oops.Kind.BAD_ARGUMENT, what);
        }
        return file;
    }

    private @Nullable Folio handle(@Nullable CacheFolio folio) {
        return folio == null ? null : handles.folio(folio);
    }

    @Override
    public @Nullable Folio find(Inode file, int index) {
        return handle(machine.procedures().cacheIndex().find(task, checked(file, index), index));
    }

    @Override
    public @Nullable Folio findLocked(Inode file, int index) {
        return handle(machine.procedures().cacheIndex().findLocked(task, checked(file, index), index));
    }

    @Override
    public @Nullable Folio grab(Inode file, int index) {
        return handle(machine.procedures().cacheIndex().grab(task, growable(file, index), index));
    }

    @Override
    public @Nullable Folio allocate() {
        return handle(machine.procedures().cacheIndex().allocateSpare(task));
    }

    @Override
    public boolean insertLocked(Folio folio, Inode file, int index) {
        CacheFolio mine = ((FolioHandle) folio).held("inserts");
        FileInode target = growable(file, index);
        if (mine.file() != null) {
            throw task.oops(Oops.Kind.BAD_ARGUMENT, "inserts " + mine + " a second time");
        }
        boolean inserted = machine.procedures().cacheIndex().insertLocked(task, mine, target, index);
        if (inserted) {
            task.dropSpare();
        }
        return inserted;
    }

    @Override
    public void writeBack(Inode inode, int from, int to) {
        FileInode file = checked(inode, from);
        for (int index = from; index < Math.min(to, file.pagesMax()); index++) {
            task.mightSleep("writes back");
            machine.policy().writeBack(task.vm(), file, index);
        }
    }

    @Override
    public boolean invalidate(Inode inode, int from, int to) {
        FileInode file = checked(inode, from);
        boolean all = true;
        for (int index = from; index < Math.min(to, file.pagesMax()); index++) {
            all &= invalidate(file, index);
        }
        return all;
    }

    private boolean invalidate(FileInode file, int index) {
        task.mightSleep("invalidates a folio");
        CacheFolio folio = machine.procedures().cacheIndex().findLocked(task, file, index);
        if (folio == null) {
            return true;
        }
        machine.procedures().folioIo().waitUntilWritten(task, folio);
        boolean removed = machine.policy().evict(task.vm(), folio);
        folio.lock().unlock(task);
        machine.putFolio(folio);
        if (!removed) {
            task.reached(Branch.INVALIDATION_REFUSED);
        }
        return removed;
    }

    @Override
    public boolean peek(Inode inode, int index, int offset, KernelBuffer to, int length) {
        FileInode file = checked(inode, index);
        Addressable target = (Addressable) to;
        target.check(0, length);
        if (offset < 0 || offset + length > machine.pageSize()) {
            throw task.oops(
                    Oops.Kind.BAD_ARGUMENT, "peeks at bytes [" + offset + ", " + (offset + length) + ") of a page");
        }
        task.step(StepKind.LOOK_UP, CacheIndex.slot(file, index));
        CacheFolio folio = file.folioAt(index);
        if (folio == null || !folio.isUptodate()) {
            task.note("finds nothing to peek at");
            return false;
        }
        int frame = folio.frame();
        task.note("peeks at", folio);
        int unit = machine.geometry().copyUnit();
        for (int done = 0; done < length; done += unit) {
            task.step(StepKind.COPY, frame);
            for (int i = done; i < Math.min(done + unit, length); i++) {
                target.write(i, machine.memory().read(frame, offset + i));
            }
            task.note("copies a piece of a frame that it has no reference to");
        }
        return true;
    }

    @Override
    public int removals(Inode inode) {
        FileInode file = ((InodeHandle) inode).file();
        task.step(StepKind.LOOK_UP, CacheIndex.slot(file, 0));
        task.note("asks how many folios have left the cache of", file);
        return file.removals();
    }
}
