package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.hardware.StepKind;
import org.junit.jupiter.api.Test;

class CacheIndexTest extends Scene {
    private final CacheIndex index = machine.procedures().cacheIndex();

    @Test
    void whatIsNotCachedIsNotFound() {
        assertThat(index.find(task, file, 0)).isNull();
        assertThat(index.findLocked(task, file, 0)).isNull();
    }

    @Test
    void whoFindsAFolioHasAReferenceToIt() {
        machine.cache(file, 0, false);

        CacheFolio folio = index.find(task, file, 0);

        assertThat(folio.references()).isEqualTo(2);
        assertThat(folio.isLocked()).isFalse();
    }

    @Test
    void grabbingMakesAFolioThatIsLockedAndNotUptodate() {
        CacheFolio folio = index.grab(task, file, 1);

        assertThat(file.folioAt(1)).isSameAs(folio);
        assertThat(folio.lock().isHeldBy(task)).isTrue();
        assertThat(folio.isUptodate()).isFalse();
    }

    @Test
    void whoLosesTheRaceToInsertGetsTheWinnersFolio() {
        story.before(StepKind.INSERT).of(task).run(() -> machine.cache(file, 0, false));
        int free = machine.memory().freeFrames();

        CacheFolio folio = index.grab(task, file, 0);

        assertThat(folio).isSameAs(folio(0));
        assertThat(folio.isUptodate()).isTrue();
        assertThat(machine.memory().freeFrames()).isEqualTo(free - 1);
    }

    @Test
    void aFolioThatLeavesTheCacheBeforeItIsLockedIsLookedUpAgain() {
        machine.cache(file, 0, false);
        CacheFolio old = folio(0);
        story.before(StepKind.LOCK_FOLIO).of(task).run(() -> calls.truncate(kernelThread, file, 0));

        assertThat(index.findLocked(task, file, 0)).isNull();

        assertThat(old.isAttached()).isFalse();
        assertThat(old.references()).isZero();
        assertThat(task.holdsNothing()).isTrue();
    }

    @Test
    void aFolioSomebodyRefersToIsNotRemovedAsUnused() {
        machine.cache(file, 0, false);
        index.find(task, file, 0);
        CacheFolio folio = index.findLocked(kernelThread, file, 0);

        assertThat(index.removeUnused(kernelThread, folio, machine.procedures().reverseMap()))
                .isFalse();
        machine.putFolio(folio);
        assertThat(index.removeUnused(kernelThread, folio, machine.procedures().reverseMap()))
                .isTrue();
    }

    @Test
    void aFolioOutsideTheCacheKeepsItsFrameUntilItsLastReferenceGoes() {
        machine.cache(file, 0, false);
        CacheFolio folio = index.find(task, file, 0);

        calls.truncate(kernelThread, file, 0);

        assertThat(watch.freedFrames).isEmpty();
        machine.putFolio(folio);
        assertThat(watch.freedFrames).containsExactly(folio.frame());
    }

    @Test
    void nothingIsGrabbedWhenNoFrameIsFree() {
        while (machine.memory().allocate() >= 0) {}

        assertThat(index.grab(task, file, 0)).isNull();
    }
}
