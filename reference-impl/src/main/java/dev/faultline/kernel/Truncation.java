package dev.faultline.kernel;

import dev.faultline.spi.vm.Branch;
import dev.faultline.hardware.Cell;
import dev.faultline.hardware.StepKind;
import java.util.Objects;

/**
 * Changing a file's size. Under the range, inode and invalidate locks, all exclusive: set the size, so that no fault
 * maps a page past it any more; unmap all that maps such a page, private copies too; take each folio out of the cache
 * under its lock; zero what lies past the end in the last page, in the cache and on the disk (Linux's
 * {@code truncate_setsize}, {@code truncate_pagecache}, {@code block_truncate_page}). A size that the file has already is set like a smaller one: what was stored past the
 * end of the last page goes, as on Linux.
 */
final class Truncation {
    private final Machine machine;
    private final CacheIndex cacheIndex;
    private final ReverseMap reverseMap;
    private final FolioIo folioIo;

    Truncation(Machine machine, CacheIndex cacheIndex, ReverseMap reverseMap, FolioIo folioIo) {
        this.machine = machine;
        this.cacheIndex = cacheIndex;
        this.reverseMap = reverseMap;
        this.folioIo = folioIo;
    }

    void run(Task task, FileInode file, int size) {
        file.rangeLock().lock(task, 0, Integer.MAX_VALUE, true);
        file.inodeLock().lockExclusive(task);
        file.invalidateLock().lockExclusive(task);
        task.step(StepKind.WRITE_SIZE, file.number());
        boolean cuts = size <= file.currentSize();
        file.resize(size, Integer.MAX_VALUE, machine.memory());
        if (task.recording()) {
            task.note("sets the size of " + file + " to " + size);
        }
        if (cuts) {
            task.reached(Branch.FILE_CUT);
            int firstGone = (size + machine.pageSize() - 1) / machine.pageSize();
            unmap(task, file, firstGone);
            removeFolios(task, file, firstGone);
            zeroTail(task, file, size);
        }
        file.invalidateLock().unlockExclusive(task);
        file.inodeLock().unlockExclusive(task);
        file.rangeLock().unlock(task, 0, Integer.MAX_VALUE);
    }

    private void unmap(Task task, FileInode file, int firstIndex) {
        for (int number = 0; number < machine.spaces().size(); number++) {
            AddressSpace space = machine.spaces().get(number);
            for (int page = 0; page < space.pages(); page++) {
                Vma vma = space.vma(page);
                if (vma != null && vma.file() == file && vma.fileIndex(page) >= firstIndex) {
                    reverseMap.zap(task, space, page);
                }
            }
        }
        task.gather().flush();
        task.gather().freeFrames();
    }

    private void removeFolios(Task task, FileInode file, int firstIndex) {
        for (int index = firstIndex; index < file.pagesMax(); index++) {
            if (file.folioAt(index) == null) {
                continue;
            }
            CacheFolio folio = cacheIndex.findLocked(task, file, index);
            if (folio != null) {
                folioIo.waitUntilWritten(task, folio);
                cacheIndex.remove(task, folio);
                folio.lock().unlock(task);
                machine.putFolio(folio);
            }
        }
    }

    private void zeroTail(Task task, FileInode file, int size) {
        int within = size % machine.pageSize();
        int index = size / machine.pageSize();
        CacheFolio folio = within == 0 ? null : cacheIndex.findLocked(task, file, index);
        if (folio != null) {
            folioIo.waitUntilWritten(task, folio);
            zeroFolio(task, folio, within);
        }
        task.step(StepKind.DISK_IO, 0);
        for (int offset = size; offset < file.pagesMax() * machine.pageSize(); offset++) {
            file.setDiskCell(offset, Cell.ZERO);
        }
        if (folio != null) {
            folio.lock().unlock(task);
            machine.putFolio(folio);
        }
    }

    private void zeroFolio(Task task, CacheFolio folio, int from) {
        if (!folio.isUptodate() || folio.isCopyOnWrite() && !machine.policy().breakFolio(task.vm(), folio)) {
            return;
        }
        task.reached(Branch.TAIL_ZEROED);
        int unit = machine.geometry().copyUnit();
        for (int offset = from; offset < machine.pageSize(); offset += unit) {
            task.step(StepKind.ZERO, folio.frame());
            machine.memory().zero(folio.frame(), offset, Math.min(offset + unit, machine.pageSize()));
            task.note("zeroes a piece past the end of", Objects.requireNonNull(folio.file()));
        }
    }
}
