package dev.faultline.spi.vm;

import dev.faultline.hardware.Pte;
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
 * the cache, within the file, and in the same frame ({@link #mayMap}; the race of Linux commit d00806b18315).
 */
public interface PageFault {
    /** Nothing could be installed, because something changed meanwhile; the mapping is to be looked at again. */
    int AGAIN = 1;

    /**
     * Makes a page present for a load or a store. The mmap lock is held.
     *
     * @return 0 when the access is to be tried again, or one of {@link Signals}
     */
    default int fault(Vm vm, int page, boolean store) {
        int result = AGAIN;
        while (result == AGAIN) {
            vm.mappings().enter(page);
            VmMapping mapping = vm.mappings().find(page);
            if (mapping == null || !vm.mappings().allows(page, store)) {
                vm.note("finds no mapping that allows it");
                vm.reached(Branch.FAULT_WITHOUT_MAPPING);
                return Signals.SIGSEGV;
            }
            if (vm.lowerTables().isShared(page) && (store || !vm.tables().isPresent(page))) {
                vm.policy().unshareTable(vm, page);
            }
            VmInode file = mapping.file();
            result = file == null ? anonymous(vm, page, store) : fileBacked(vm, mapping, file, page, store);
            if (result == AGAIN) {
                vm.reached(Branch.FAULT_RETRIED);
            }
        }
        return result;
    }

    private int anonymous(Vm vm, int page, boolean store) {
        Frames frames = vm.frames();
        int entry = vm.tables().entry(page);
        if (Pte.isPresent(entry)) {
            return store && !Pte.isWritable(entry) ? broken(vm, page, entry) : 0;
        }
        vm.reached(Branch.ANONYMOUS_FAULT);
        frames.enter();
        int frame = frames.allocate();
        if (frame == Frames.NONE) {
            vm.note("gets no frame");
            return Signals.SIGBUS;
        }
        vm.note("allocates a frame");
        frames.clear(frame);
        install(vm, page, Pte.of(frame, vm.tables().writable(page) | Pte.ACCESSED | Pte.EXCLUSIVE));
        return 0;
    }

    private static int broken(Vm vm, int page, int entry) {
        return vm.policy().breakPrivate(vm, page, entry) ? 0 : Signals.SIGBUS;
    }

    /** Installs an entry for a frame whose reference it takes over; drops the frame when another entry came first. */
    private static void install(Vm vm, int page, int entry) {
        Tables tables = vm.tables();
        tables.enter(page);
        if (Pte.isPresent(tables.entry(page)) || vm.mappings().find(page) == null) {
            vm.frames().put(Pte.frame(entry));
            return;
        }
        tables.install(page, entry);
        vm.note("maps", page);
    }

    private int fileBacked(Vm vm, VmMapping mapping, VmInode file, int page, boolean store) {
        int entry = vm.tables().entry(page);
        boolean isPrivate = !mapping.isShared();
        if (Pte.isPresent(entry) && (!store || Pte.isWritable(entry))) {
            return 0;
        }
        if (Pte.isPresent(entry) && isPrivate) {
            return broken(vm, page, entry);
        }
        int index = vm.mappings().index(mapping, page);
        if (isPastEnd(vm, file, index)) {
            return Signals.SIGBUS;
        }
        VmFolio folio = uptodateFolio(vm, file, index);
        if (folio == null) {
            return Signals.SIGBUS;
        }
        int result = AGAIN;
        if (isReady(vm, folio)) {
            boolean writable = store && !isPrivate;
            result = writable && folio.isCopyOnWrite()
                    ? unshare(vm, folio)
                    : mapFolio(vm, file, page, folio, writable, store && isPrivate);
        }
        vm.folios().put(folio);
        return result;
    }

    private static boolean isPastEnd(Vm vm, VmInode file, int index) {
        vm.inodes().enter(file);
        boolean past = index * vm.pageSize() >= file.currentSize();
        if (past) {
            vm.reached(Branch.FAULT_PAST_END);
            vm.inodes().note("finds the page past the end of", file);
        }
        return past;
    }

    private static int unshare(Vm vm, VmFolio folio) {
        vm.folios().lock(folio);
        boolean done =
                !folio.isAttached() || !folio.isCopyOnWrite() || vm.policy().breakFolio(vm, folio);
        vm.folios().unlock(folio);
        return done ? AGAIN : Signals.SIGBUS;
    }

    /**
     * The folio, referenced, when it could be read; null when the device failed or memory is short. It may have left
     * the cache or lost its bytes since.
     */
    default @Nullable VmFolio uptodateFolio(Vm vm, VmInode file, int index) {
        VmFolio folio = vm.folios().find(file, index);
        if (folio != null && isReady(vm, folio)) {
            vm.reached(Branch.MINOR_FAULT);
            return folio;
        }
        vm.inodes().lockInvalidation(file);
        folio = readFolio(vm, file, index, folio);
        vm.inodes().unlockInvalidation(file);
        return folio;
    }

    /** Whether the bytes of a folio may be shown. */
    default boolean isReady(Vm vm, VmFolio folio) {
        return folio.isUptodate();
    }

    /** Reads a folio in; takes over the reference to that found, if any was. */
    default @Nullable VmFolio readFolio(Vm vm, VmInode file, int index, @Nullable VmFolio found) {
        Folios folios = vm.folios();
        VmFolio folio = found;
        if (folio == null) {
            folio = folios.grab(file, index);
            if (folio == null) {
                return null;
            }
        } else {
            folios.lock(folio);
        }
        if (!folio.isAttached() || folio.isUptodate()) {
            folios.unlock(folio);
            return folio;
        }
        vm.reached(Branch.MAJOR_FAULT);
        folios.submitRead(folio);
        folios.waitUntilUnlocked(folio);
        if (!folio.isUptodate() && folio.isAttached()) {
            folios.put(folio);
            vm.note("finds that the device failed");
            return null;
        }
        return folio;
    }

    private int mapFolio(Vm vm, VmInode file, int page, VmFolio folio, boolean writable, boolean copyNext) {
        Tables tables = vm.tables();
        tables.enter(page);
        if (!mayMap(vm, file, page, folio, writable)) {
            return AGAIN;
        }
        int old = tables.entry(page);
        if (!Pte.isPresent(old)) {
            vm.frames().get(folio.frame());
        }
        int flags = (writable ? Pte.WRITABLE : 0) | Pte.ACCESSED | old & (Pte.WRITABLE | Pte.DIRTY);
        tables.install(page, Pte.of(folio.frame(), flags));
        vm.note(writable ? "maps, writable," : "maps", page);
        return copyNext ? AGAIN : 0;
    }

    /** Whether a folio that was found without its lock still is what the page is to show, in the step that maps it. */
    default boolean mayMap(Vm vm, VmInode file, int page, VmFolio folio, boolean writable) {
        int old = vm.tables().entry(page);
        return folio.isAttached()
                && folio.index() * vm.pageSize() < file.currentSize()
                && vm.mappings().find(page) != null
                && !(writable && folio.isCopyOnWrite())
                && (!Pte.isPresent(old) || Pte.frame(old) == folio.frame());
    }
}
