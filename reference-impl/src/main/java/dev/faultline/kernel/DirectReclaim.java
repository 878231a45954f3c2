package dev.faultline.kernel;

import dev.faultline.hardware.Footprint;
import dev.faultline.hardware.StepKind;
import dev.faultline.spi.vm.Branch;
import org.jspecify.annotations.Nullable;

/**
 * Memory that is short and made to do: on a machine that is set to reclaim, whoever finds no free frame first makes room by the
 * policy ({@link dev.faultline.spi.vm.MakingRoom}), waiting for the disk where what is evicted is dirty. For that the
 * machine remembers in which order the pages of the cache were looked up last. Elsewhere it remembers nothing and takes no
 * step.
 */
final class DirectReclaim {
    private final Machine machine;
    private boolean enabled;
    private int uses;

    DirectReclaim(Machine machine) {
        this.machine = machine;
    }

    void reset() {
        enabled = false;
        uses = 0;
    }

    void enable() {
        enabled = true;
    }

    /** Somebody looks the folio up, or puts it into the cache. */
    void used(CacheFolio folio) {
        if (enabled) {
            machine.footprint().writes(Footprint.ALLOCATOR);
            folio.setLastUse(++uses);
        }
    }

    /** To be called in the step that will allocate a frame, which others follow until one is free or none can be. */
    void makeRoom(Task task) {
        while (enabled && isShort()) {
            task.mightSleep("reclaims a frame");
            task.reached(Branch.RECLAIMED_DIRECTLY);
            task.note("finds no free frame and makes room");
            boolean made = machine.policy().makeRoom(task.vm());
            task.step(StepKind.ALLOCATE, 0);
            if (!made) {
                return;
            }
        }
    }

    private boolean isShort() {
        machine.footprint().reads(Footprint.ALLOCATOR);
        return machine.memory().freeFrames() == 0;
    }

    /** The cached folio with so many others whose last use came before its own, with one more reference; or null. */
    @Nullable
    CacheFolio leastRecent(Task task, int rank) {
        task.step(StepKind.ALLOCATE, 0);
        machine.footprint().reads(Footprint.ALLOCATOR);
        CacheFolio next = null;
        int after = -1;
        for (int i = 0; i <= rank; i++) {
            next = oldestAfter(after);
            if (next == null) {
                return null;
            }
            after = next.lastUse();
        }
        if (next != null) {
            next.get();
            task.note("looks whether to evict", next);
        }
        return next;
    }

    private @Nullable CacheFolio oldestAfter(int use) {
        CacheFolio oldest = null;
        for (int number = 0; number < machine.files().size(); number++) {
            FileInode file = machine.files().get(number);
            for (int index = 0; index < file.pagesMax(); index++) {
                CacheFolio folio = file.folioAt(index);
                if (folio != null && folio.lastUse() > use && (oldest == null || folio.lastUse() < oldest.lastUse())) {
                    oldest = folio;
                }
            }
        }
        return oldest;
    }
}
