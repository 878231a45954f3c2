package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.hardware.Pte;
import dev.faultline.hardware.StepKind;
import org.junit.jupiter.api.Test;

class WriteBackTest extends Scene {

    @Test
    void aDirtyFolioReachesTheDiskAndIsCleanThen() {
        machine.cache(file, 0, true);
        int cell = machine.fileCell(file, 3);

        calls.writeBack(kernelThread, file, 0);

        assertThat(file.diskCell(3)).isEqualTo(cell);
        assertThat(folio(0).isDirty()).isFalse();
        assertThat(folio(0).isUnderWriteback()).isFalse();
    }

    @Test
    void aStoreIsFoundByTheDirtyBitOfItsEntry() {
        store(task, SHARED, stored(1));
        assertThat(folio(0).isDirty()).isFalse();
        assertThat(Pte.isDirty(pte(task, SHARED))).isTrue();

        calls.writeBack(kernelThread, file, 0);

        assertThat(file.diskCell(0)).isEqualTo(stored(1));
    }

    @Test
    void theEntryIsCleanAndReadOnlyBeforeTheTransferStarts() {
        store(task, SHARED, stored(1));

        story.before(StepKind.WRITE_FLAGS).of(kernelThread).run(() -> {
            assertThat(Pte.isWritable(pte(task, SHARED))).isFalse();
            assertThat(Pte.isDirty(pte(task, SHARED))).isFalse();
            assertThat(task.cpu().tlb().pages() & 1).isZero();
            assertThat(folio(0).isDirty()).isTrue();
        });
        calls.writeBack(kernelThread, file, 0);

        assertThat(story.isOver()).isTrue();
    }

    @Test
    void aStoreThroughAStaleEntryIsInTimeForTheTransfer() {
        store(task, SHARED, stored(1));
        story.before(StepKind.FLUSH_TLB).of(kernelThread).run(() -> store(task, SHARED, stored(2)));

        calls.writeBack(kernelThread, file, 0);

        assertThat(file.diskCell(0)).isEqualTo(stored(2));
    }

    @Test
    void aStoreDuringTheTransferMakesTheFolioDirtyAgain() {
        store(task, SHARED, stored(1));
        story.before(StepKind.WAIT_FOLIO).of(kernelThread).number(2).run(() -> {
            machine.disk().advance();
            store(task, SHARED, stored(2));
        });

        calls.writeBack(kernelThread, file, 0);
        assertThat(file.diskCell(0)).isEqualTo(stored(1));
        calls.writeBack(kernelThread, file, 0);

        assertThat(file.diskCell(0)).isEqualTo(stored(2));
    }

    @Test
    void bytesPastTheEndReachTheDiskAsZeros() {
        calls.truncate(task, file, PAGE + 3);
        store(task, SHARED + PAGE + 5, stored(1));

        calls.writeBack(kernelThread, file, 1);

        assertThat(file.diskCell(PAGE + 5)).isZero();
    }

    @Test
    void whatIsCleanOrNotCachedIsLeftAlone() {
        machine.cache(file, 0, false);

        calls.writeBack(kernelThread, file, 0);
        calls.writeBack(kernelThread, file, 1);

        assertThat(machine.disk().pending()).isFalse();
        assertThat(kernelThread.holdsNothing()).isTrue();
    }

    @Test
    void fsyncWritesEveryDirtyPage() {
        store(task, SHARED, stored(1));
        store(task, SHARED + PAGE, stored(2));

        assertThat(calls.fsync(task, file)).isZero();

        assertThat(file.diskCell(0)).isEqualTo(stored(1));
        assertThat(file.diskCell(PAGE)).isEqualTo(stored(2));
    }

    @Test
    void fsyncWaitsForATransferThatSomebodyElseHasStarted() {
        store(task, SHARED, stored(1));
        story.before(StepKind.WAIT_FOLIO).of(kernelThread).number(2).run(() -> {
            assertThat(folio(0).isUnderWriteback()).isTrue();
            calls.fsync(task, file);
            assertThat(file.diskCell(0)).isEqualTo(stored(1));
        });

        calls.writeBack(kernelThread, file, 0);

        assertThat(story.isOver()).isTrue();
    }
}
