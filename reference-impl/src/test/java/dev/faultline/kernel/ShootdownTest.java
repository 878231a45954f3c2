package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.hardware.StepKind;
import dev.faultline.spi.vm.Signals;
import org.junit.jupiter.api.Test;

/** What other CPUs may still do between the change of a page-table entry and the flush of their TLBs. */
class ShootdownTest extends Scene {

    @Test
    void aCpuGoesOnWithTheOldEntryUntilItIsFlushed() {
        load(other, ANONYMOUS);
        story.before(StepKind.FLUSH_TLB)
                .of(task)
                .run(() -> assertThat(load(other, ANONYMOUS)).isEqualTo(filled(0)));

        calls.munmap(task, page(ANONYMOUS), 1);

        assertThat(calls.load(other, ANONYMOUS, 1)).isEqualTo(Signals.SIGSEGV);
        assertThat(story.isOver()).isTrue();
    }

    @Test
    void aFrameOutlivesTheEntriesThatPointToIt() {
        int frame = frame(task, ANONYMOUS);
        load(other, ANONYMOUS);
        story.before(StepKind.FLUSH_TLB)
                .of(task)
                .run(() -> assertThat(machine.memory().isFree(frame)).isFalse());

        calls.munmap(task, page(ANONYMOUS), 1);

        assertThat(watch.freedFrames).containsExactly(frame);
    }

    @Test
    void aStoreThroughAStaleDirtyEntryIsWrittenBackToo() {
        store(other, SHARED, stored(1));
        story.before(StepKind.FLUSH_TLB).of(task).run(() -> store(other, SHARED, stored(2)));

        calls.munmap(task, page(SHARED), 1);
        calls.writeBack(kernelThread, file, 0);

        assertThat(file.diskCell(0)).isEqualTo(stored(2));
    }

    @Test
    void writebackWaitsForAnUnmapperWhoHasNotFlushedADirtyEntry() {
        store(other, SHARED, stored(1));
        story.before(StepKind.FLUSH_TLB)
                .of(task)
                .run(() -> assertThatThrownBy(() -> calls.writeBack(kernelThread, file, 0))
                        .isInstanceOf(Story.Stuck.class)
                        .hasMessageContaining("page table lock"));

        calls.munmap(task, page(SHARED), 1);

        assertThat(story.isOver()).isTrue();
        assertThat(machine.memory().mappings(folio(0).frame())).isZero();
        assertThat(folio(0).isDirty()).isTrue();
    }

    @Test
    void aFaultFillsNoPageThatDontNeedHasClearedButNotFlushed() {
        load(other, ANONYMOUS);
        Task third = machine.createTask(3, process, 3);
        story.before(StepKind.FLUSH_TLB)
                .of(task)
                .run(() -> assertThatThrownBy(() -> store(third, ANONYMOUS, stored(1)))
                        .isInstanceOf(Story.Stuck.class)
                        .hasMessageContaining("page table lock"));

        calls.dontNeed(task, page(ANONYMOUS), 1);

        assertThat(story.isOver()).isTrue();
        assertThat(load(other, ANONYMOUS)).isZero();
    }

    @Test
    void dontNeedWaitsForACopyOnWriteInProgress() {
        Task child = fork();
        load(other, ANONYMOUS);
        story.before(StepKind.FLUSH_TLB)
                .of(task)
                .run(() -> assertThatThrownBy(() -> calls.dontNeed(other, page(ANONYMOUS), 1))
                        .isInstanceOf(Story.Stuck.class)
                        .hasMessageContaining("page table lock"));

        store(task, ANONYMOUS, stored(1));

        assertThat(story.isOver()).isTrue();
        assertThat(load(child, ANONYMOUS)).isEqualTo(filled(0));
    }

    @Test
    void truncationWaitsForACopyOnWriteInProgress() {
        load(task, PRIVATE + PAGE);
        load(other, PRIVATE + PAGE);
        story.before(StepKind.FLUSH_TLB)
                .of(task)
                .run(() -> assertThatThrownBy(() -> calls.truncate(kernelThread, file, 0))
                        .isInstanceOf(Story.Stuck.class)
                        .hasMessageContaining("page table lock"));

        store(task, PRIVATE + PAGE, stored(1));

        assertThat(story.isOver()).isTrue();
    }

    @Test
    void munmapFlushesWhatReclaimHasUnmappedButNotYetFlushed() {
        load(other, SHARED);
        story.before(StepKind.FLUSH_TLB).of(kernelThread).run(() -> {
            calls.munmap(task, page(SHARED), 1);
            assertThat(calls.load(other, SHARED, 1)).isEqualTo(Signals.SIGSEGV);
        });

        calls.reclaim(kernelThread, file, 0);

        assertThat(story.isOver()).isTrue();
    }

    @Test
    void mprotectFlushesWhatWritebackHasProtectedButNotYetFlushed() {
        store(other, SHARED, stored(1));
        story.before(StepKind.FLUSH_TLB).of(kernelThread).run(() -> {
            calls.mprotect(task, page(SHARED), 1, Vma.READ);
            assertThat(calls.store(other, SHARED, 1, stored(2))).isEqualTo(Signals.SIGSEGV);
        });

        calls.writeBack(kernelThread, file, 0);

        assertThat(file.diskCell(0)).isEqualTo(stored(1));
    }

    @Test
    void nobodyIsPreemptedWithAPageTableLocked() {
        fork();
        load(other, ANONYMOUS);
        story.before(StepKind.FLUSH_TLB)
                .of(task)
                .run(() -> assertThat(task.preemptionDisabled()).isOne());

        store(task, ANONYMOUS, stored(1));

        assertThat(story.isOver()).isTrue();
        assertThat(task.holdsNothing()).isTrue();
    }
}
