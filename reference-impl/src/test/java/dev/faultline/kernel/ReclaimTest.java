package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.hardware.Pte;
import dev.faultline.hardware.StepKind;
import dev.faultline.spi.HeldPage;
import org.junit.jupiter.api.Test;

class ReclaimTest extends Scene {

    @Test
    void anUnusedFolioGoesAndItsFrameIsFree() {
        machine.cache(file, 0, false);
        int frame = folio(0).frame();

        assertThat(calls.reclaim(kernelThread, file, 0)).isOne();

        assertThat(file.folioAt(0)).isNull();
        assertThat(watch.freedFrames).containsExactly(frame);
    }

    @Test
    void aMappedFolioIsUnmappedEverywhereFirst() {
        load(task, SHARED);
        load(other, PRIVATE);

        assertThat(calls.reclaim(kernelThread, file, 0)).isOne();

        assertThat(pte(task, SHARED)).isEqualTo(Pte.ABSENT);
        assertThat(pte(task, PRIVATE)).isEqualTo(Pte.ABSENT);
        assertThat(load(task, SHARED)).isEqualTo(onDisk(0));
    }

    @Test
    void noTlbShowsAFrameThatWasFreed() {
        load(task, SHARED);
        load(other, SHARED);

        calls.reclaim(kernelThread, file, 0);

        assertThat(task.cpu().tlb().pages() | other.cpu().tlb().pages()).isZero();
    }

    @Test
    void aStoreThatOnlyAnEntryKnowsOfIsWrittenFirst() {
        store(task, SHARED, stored(1));

        assertThat(calls.reclaim(kernelThread, file, 0)).isOne();

        assertThat(file.diskCell(0)).isEqualTo(stored(1));
        assertThat(load(task, SHARED)).isEqualTo(stored(1));
    }

    @Test
    void aPrivateCopyIsNotTheFoliosAndStays() {
        store(task, PRIVATE, stored(1));

        assertThat(calls.reclaim(kernelThread, file, 0)).isOne();

        assertThat(load(task, PRIVATE)).isEqualTo(stored(1));
    }

    @Test
    void aLockedFolioIsLeft() {
        machine.cache(file, 0, false);
        folio(0).lock().lock(task);

        assertThat(calls.reclaim(kernelThread, file, 0)).isZero();
        assertThat(kernelThread.holdsNothing()).isTrue();
    }

    @Test
    void aReferencedFolioIsLeft() {
        machine.cache(file, 0, false);
        folio(0).get();

        assertThat(calls.reclaim(kernelThread, file, 0)).isZero();
        assertThat(folio(0).isAttached()).isTrue();
    }

    @Test
    void aPinnedFolioIsLeft() {
        inKernel(task, SHARED, PAGE, (kernel, vector) -> {
            HeldPage held = kernel.userMemory().hold(vector, true);
            assertThat(calls.reclaim(kernelThread, file, 0)).isZero();
            kernel.zero(held, 0, 1);
            held.release();
        });

        assertThat(machine.fileCell(file, 0)).isZero();
        assertThat(calls.reclaim(kernelThread, file, 0)).isOne();
        assertThat(file.diskCell(0)).isZero();
    }

    @Test
    void aFolioThatIsMappedAgainAtTheLastMomentIsLeft() {
        machine.cache(file, 0, false);
        story.before(StepKind.REMOVE).of(kernelThread).run(() -> store(task, SHARED, stored(1)));

        assertThat(calls.reclaim(kernelThread, file, 0)).isZero();

        assertThat(load(other, SHARED)).isEqualTo(stored(1));
    }

    @Test
    void aStoreDuringTheWritebackIsNotLostThoughItsEntryIsGoneAgain() {
        store(task, SHARED, stored(1));
        story.before(StepKind.REMOVE).of(kernelThread).run(() -> {
            store(task, SHARED, stored(2));
            calls.munmap(task, page(SHARED), 1);
        });

        assertThat(calls.reclaim(kernelThread, file, 0)).isZero();

        assertThat(folio(0).isDirty()).isTrue();
        assertThat(machine.fileCell(file, 0)).isEqualTo(stored(2));
    }

    @Test
    void whatIsNotCachedCannotBeEvicted() {
        assertThat(calls.reclaim(kernelThread, file, 0)).isZero();
    }
}
