package dev.faultline.kernel;

import dev.faultline.spi.vm.Branch;
import dev.faultline.hardware.PhysicalMemory;
import dev.faultline.hardware.Pte;
import dev.faultline.hardware.StepKind;
import org.jspecify.annotations.Nullable;

/**
 * The page fault. Under the mmap lock, taken shared, it finds the mapping, gets the page, and installs an entry; the
 * faulting access is then tried again.
 *
 * <p>A folio that is uptodate is mapped without taking its lock, as kernels did at the time of the 2002 thread: only a
 * folio that is not makes the fault wait for the lock, and that wait is one half of the deadlock. Around it the
 * invalidate lock is held shared, as since Linux 5.15, so that nothing is read in between the moment when a truncation
 * has emptied the cache and the moment when the disk's bytes are gone. Because there is no lock, the step that installs
 * the entry checks again what truncation, reclaim and copy-on-write may have changed since: that the folio is still in
 * the cache, within the file, and in the same frame (the race of Linux commit d00806b18315).
 */
final class FaultHandler {
    private static final int AGAIN = 1;

    private final Machine machine;
    private final CacheIndex cacheIndex;
    private final FolioIo folioIo;

    FaultHandler(Machine machine, CacheIndex cacheIndex, FolioIo folioIo) {
        this.machine = machine;
        this.cacheIndex = cacheIndex;
        this.folioIo = folioIo;
    }

    /** Handles a fault of a task's own memory: 0 when the access is to be tried again, or a signal. */
    int handle(Task task, int virtualPage, boolean store) {
        AddressSpace space = task.user();
        task.mightSleep("handles a page fault");
        if (task.recording()) {
            task.note("faults on " + space.name(virtualPage * machine.pageSize(), machine.pageSize()));
        }
        space.mmapLock().lockShared(task);
        int result = resolve(task, space, virtualPage, store);
        space.mmapLock().unlockShared(task);
        return result;
    }

    /** As {@link #handle}, with the mmap lock held. */
    int resolve(Task task, AddressSpace space, int virtualPage, boolean store) {
        int result = AGAIN;
        while (result == AGAIN) {
            task.step(StepKind.READ_VMA, space.number());
            Vma vma = space.vma(virtualPage);
            int needed = store ? Vma.WRITE : Vma.READ;
            if (vma == null || (space.protection(virtualPage) & needed) == 0) {
                task.note("finds no mapping that allows it");
                task.reached(Branch.FAULT_WITHOUT_MAPPING);
                return Signals.SIGSEGV;
            }
            FileInode file = vma.file();
            result = file == null
                    ? anonymous(task, space, virtualPage, store)
                    : fileBacked(task, space, vma, file, virtualPage, store);
            if (result == AGAIN) {
                task.reached(Branch.FAULT_RETRIED);
            }
        }
        return result;
    }

    private int anonymous(Task task, AddressSpace space, int virtualPage, boolean store) {
        int pte = space.pageTable().get(virtualPage);
        if (Pte.isPresent(pte)) {
            return store && !Pte.isWritable(pte) ? broken(task, space, virtualPage, pte) : 0;
        }
        task.reached(Branch.ANONYMOUS_FAULT);
        task.step(StepKind.ALLOCATE, 0);
        int frame = machine.allocateFrame(task);
        if (frame == PhysicalMemory.NONE) {
            task.note("gets no frame");
            return Signals.SIGBUS;
        }
        task.note("allocates a frame");
        machine.memory().zero(frame, 0, machine.pageSize());
        int write = (space.protection(virtualPage) & Vma.WRITE) != 0 ? Pte.WRITABLE : 0;
        install(task, space, virtualPage, Pte.of(frame, write | Pte.ACCESSED | Pte.EXCLUSIVE));
        return 0;
    }

    private int broken(Task task, AddressSpace space, int virtualPage, int pte) {
        return machine.policy().breakPrivate(task.vm(), machine.geometry().page(space.number(), virtualPage), pte) ? 0 : Signals.SIGBUS;
    }

    /** Installs an entry for a frame whose reference it takes over; drops the frame when another entry came first. */
    private void install(Task task, AddressSpace space, int virtualPage, int pte) {
        ReverseMap reverseMap = machine.procedures().reverseMap();
        reverseMap.enter(task, space, virtualPage);
        if (Pte.isPresent(space.pageTable().get(virtualPage)) || space.vma(virtualPage) == null) {
            machine.putFrame(Pte.frame(pte));
            return;
        }
        reverseMap.install(space, virtualPage, pte);
        reverseMap.note(task, "maps", space, virtualPage);
    }

    private int fileBacked(Task task, AddressSpace space, Vma vma, FileInode file, int virtualPage, boolean store) {
        int pte = space.pageTable().get(virtualPage);
        boolean isPrivate = vma.kind() == Vma.Kind.PRIVATE;
        if (Pte.isPresent(pte) && (!store || Pte.isWritable(pte))) {
            return 0;
        }
        if (Pte.isPresent(pte) && isPrivate) {
            return broken(task, space, virtualPage, pte);
        }
        int index = vma.fileIndex(virtualPage);
        if (isPastEnd(task, file, index)) {
            return Signals.SIGBUS;
        }
        CacheFolio folio = uptodateFolio(task, file, index);
        if (folio == null) {
            return Signals.SIGBUS;
        }
        int result = AGAIN;
        if (folio.isUptodate()) {
            boolean writable = store && !isPrivate;
            result = writable && folio.isCopyOnWrite()
                    ? unshare(task, folio)
                    : mapFolio(task, space, virtualPage, folio, writable, store && isPrivate);
        }
        machine.putFolio(folio);
        return result;
    }

    private boolean isPastEnd(Task task, FileInode file, int index) {
        task.step(StepKind.READ_SIZE, file.number());
        boolean past = index * machine.pageSize() >= file.currentSize();
        if (past) {
            task.reached(Branch.FAULT_PAST_END);
            task.note("finds the page past the end of", file);
        }
        return past;
    }

    private int unshare(Task task, CacheFolio folio) {
        folio.lock().lock(task);
        boolean done = !folio.isAttached() || !folio.isCopyOnWrite() || machine.policy().breakFolio(task.vm(), folio);
        folio.lock().unlock(task);
        return done ? AGAIN : Signals.SIGBUS;
    }

    /**
     * The folio, referenced, when it could be read; null when the device failed or memory is short. It may have left
     * the cache or lost its bytes since.
     */
    private @Nullable CacheFolio uptodateFolio(Task task, FileInode file, int index) {
        CacheFolio folio = cacheIndex.find(task, file, index);
        if (folio != null && folio.isUptodate()) {
            task.reached(Branch.MINOR_FAULT);
            return folio;
        }
        file.invalidateLock().lockShared(task);
        folio = readFolio(task, file, index, folio);
        file.invalidateLock().unlockShared(task);
        return folio;
    }

    private @Nullable CacheFolio readFolio(Task task, FileInode file, int index, @Nullable CacheFolio found) {
        CacheFolio folio = found;
        if (folio == null) {
            folio = cacheIndex.grab(task, file, index);
            if (folio == null) {
                return null;
            }
        } else {
            folio.lock().lock(task);
        }
        if (!folio.isAttached() || folio.isUptodate()) {
            folio.lock().unlock(task);
            return folio;
        }
        task.reached(Branch.MAJOR_FAULT);
        folioIo.submitRead(task, folio);
        folio.lock().waitUntilUnlocked(task);
        if (!folio.isUptodate() && folio.isAttached()) {
            machine.putFolio(folio);
            task.note("finds that the device failed");
            return null;
        }
        return folio;
    }

    private int mapFolio(
            Task task, AddressSpace space, int virtualPage, CacheFolio folio, boolean writable, boolean copyNext) {
        ReverseMap reverseMap = machine.procedures().reverseMap();
        reverseMap.enter(task, space, virtualPage);
        FileInode file = Machine.fileOf(folio);
        int old = space.pageTable().get(virtualPage);
        boolean valid = folio.isAttached()
                && folio.index() * machine.pageSize() < file.currentSize()
                && space.vma(virtualPage) != null
                && !(writable && folio.isCopyOnWrite())
                && (!Pte.isPresent(old) || Pte.frame(old) == folio.frame());
        if (!valid) {
            return AGAIN;
        }
        if (!Pte.isPresent(old)) {
            machine.memory().get(folio.frame());
        }
        int flags = (writable ? Pte.WRITABLE : 0) | Pte.ACCESSED | old & (Pte.WRITABLE | Pte.DIRTY);
        reverseMap.install(space, virtualPage, Pte.of(folio.frame(), flags));
        reverseMap.note(task, writable ? "maps, writable," : "maps", space, virtualPage);
        return copyNext ? AGAIN : 0;
    }
}
