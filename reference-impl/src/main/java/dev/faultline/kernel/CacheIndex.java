package dev.faultline.kernel;

import dev.faultline.hardware.StepKind;
import dev.faultline.spi.vm.Branch;
import org.jspecify.annotations.Nullable;

/**
 * The page cache's index: look up, insert, remove. A look-up takes a reference but no lock, so what it found may have
 * left the cache by the time it is locked; {@link #findLocked} and {@link #grab} look again then.
 */
final class CacheIndex {
    private final Machine machine;

    CacheIndex(Machine machine) {
        this.machine = machine;
    }

    static int slot(FileInode file, int index) {
        return file.number() << 8 | index;
    }

    static String slotName(Machine machine, int slot) {
        return machine.files().get(slot >> 8) + ":" + (slot & 0xff);
    }

    /** The folio with one more reference, or null. */
    @Nullable
    CacheFolio find(Task task, FileInode file, int index) {
        task.step(StepKind.LOOK_UP, slot(file, index));
        CacheFolio folio = file.folioAt(index);
        if (folio != null) {
            folio.get();
            machine.procedures().directReclaim().used(folio);
        }
        if (task.recording()) {
            task.note("looks up " + file + ":" + index + (folio == null ? ", finds nothing" : ""));
        }
        return folio;
    }

    @Nullable
    CacheFolio findLocked(Task task, FileInode file, int index) {
        while (true) {
            CacheFolio folio = find(task, file, index);
            if (folio == null || lockAttached(task, folio)) {
                return folio;
            }
        }
    }

    @Nullable
    CacheFolio grab(Task task, FileInode file, int index) {
        while (true) {
            CacheFolio folio = find(task, file, index);
            if (folio != null) {
                if (lockAttached(task, folio)) {
                    return folio;
                }
                continue;
            }
            folio = allocate(task);
            if (folio == null || insertLocked(task, folio, file, index)) {
                return folio;
            }
            machine.putFolio(folio);
        }
    }

    /**
     * Locks a referenced folio; when it has left the cache meanwhile, gives lock and reference back and returns false.
     */
    boolean lockAttached(Task task, CacheFolio folio) {
        folio.lock().lock(task);
        if (folio.isAttached()) {
            return true;
        }
        task.reached(Branch.FOLIO_GONE_WHEN_LOCKED);
        folio.lock().unlock(task);
        machine.putFolio(folio);
        return false;
    }

    @Nullable
    CacheFolio allocate(Task task) {
        task.step(StepKind.ALLOCATE, 0);
        task.mightSleep("allocates a frame");
        machine.procedures().directReclaim().makeRoom(task);
        CacheFolio folio = machine.newFolio(task);
        task.note(folio == null ? "finds no free frame" : "allocates a folio");
        return folio;
    }

    /** A folio for a strategy to keep out of the cache, while it has no more of those than its call may have. */
    @Nullable
    CacheFolio allocateSpare(Task task) {
        if (task.mayHaveAnotherSpare()) {
            CacheFolio folio = allocate(task);
            if (folio != null) {
                task.addSpare();
            }
            return folio;
        }
        task.step(StepKind.ALLOCATE, 0);
        task.mightSleep("allocates a frame");
        machine.trace().frameRefused(task.number());
        task.reached(Branch.FRAME_REFUSED);
        task.note("has as many spare folios as a call may have and gets no more");
        return null;
    }

    boolean insertLocked(Task task, CacheFolio folio, FileInode file, int index) {
        task.step(StepKind.INSERT, slot(file, index));
        if (file.folioAt(index) != null) {
            task.note("finds that another was inserted before");
            task.reached(Branch.INSERT_RACED);
            return false;
        }
        folio.attach(file, index);
        file.setFolio(index, folio);
        machine.procedures().directReclaim().used(folio);
        folio.lock().takeNew(task);
        task.note("inserts, locked,", folio);
        return true;
    }

    /** Takes a locked folio out of the cache. */
    void remove(Task task, CacheFolio folio) {
        task.step(StepKind.REMOVE, slot(Machine.fileOf(folio), folio.index()));
        detach(task, folio);
    }

    /**
     * Takes a locked folio out of the cache only if nobody but the cache and the caller refers to it, no file mapping,
     * pin or transfer is left, and it is clean; all in one step, as Linux does by freezing the reference count.
     */
    boolean removeUnused(Task task, CacheFolio folio, ReverseMap reverseMap) {
        task.step(StepKind.REMOVE, slot(Machine.fileOf(folio), folio.index()));
        boolean unused = folio.isAttached()
                && folio.references() == 2
                && machine.memory().pins(folio.frame()) == 0
                && !folio.isDirty()
                && !folio.isUnderWriteback()
                && reverseMap.fileMappings(folio) == 0;
        if (unused) {
            detach(task, folio);
        }
        return unused;
    }

    private void detach(Task task, CacheFolio folio) {
        Machine.fileOf(folio).setFolio(folio.index(), null);
        folio.detach();
        task.note("removes from the cache", folio);
        machine.putFolio(folio);
    }
}
