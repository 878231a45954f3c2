package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.hardware.Pte;
import dev.faultline.hardware.StepKind;
import dev.faultline.spi.vm.Signals;
import org.junit.jupiter.api.Test;

class FaultHandlerTest extends Scene {

    @Test
    void aMinorFaultMapsTheCachedFolioAsItIs() {
        machine.cache(file, 0, true);

        int cell = load(task, SHARED + 3);

        assertThat(cell).isEqualTo(machine.fileCell(file, 3));
        assertThat(frame(task, SHARED)).isEqualTo(folio(0).frame());
        assertThat(machine.disk().pending()).isFalse();
    }

    @Test
    void aMajorFaultReadsTheFolioIn() {
        assertThat(load(task, SHARED + PAGE + 3)).isEqualTo(onDisk(PAGE + 3));

        assertThat(folio(1).isUptodate()).isTrue();
        assertThat(folio(1).isLocked()).isFalse();
        assertThat(task.holdsNothing()).isTrue();
    }

    @Test
    void everyMapperHasAReferenceToTheFrame() {
        machine.cache(file, 0, false);
        int before = machine.memory().references(folio(0).frame());

        load(task, SHARED);
        load(task, PRIVATE);

        assertThat(machine.memory().references(folio(0).frame())).isEqualTo(before + 2);
        assertThat(folio(0).references()).isOne();
    }

    @Test
    void aLoadMapsASharedPageReadOnlyAndAStoreMakesItWritable() {
        load(task, SHARED);
        assertThat(Pte.isWritable(pte(task, SHARED))).isFalse();

        store(task, SHARED, stored(1));

        assertThat(Pte.isWritable(pte(task, SHARED))).isTrue();
        assertThat(machine.fileCell(file, 0)).isEqualTo(stored(1));
    }

    @Test
    void untouchedMemoryReadsZero() {
        assertThat(load(task, UNTOUCHED)).isZero();
        store(task, UNTOUCHED, stored(1));
        assertThat(load(task, UNTOUCHED + 1)).isZero();
        assertThat(load(task, UNTOUCHED)).isEqualTo(stored(1));
    }

    @Test
    void anAddressThatNothingMapsIsASegmentationFault() {
        assertThat(calls.load(task, NOTHING, 1)).isEqualTo(Signals.SIGSEGV);
        assertThat(calls.load(task, 99 * PAGE, 1)).isEqualTo(Signals.SIGSEGV);
    }

    @Test
    void aPageWhollyPastTheEndOfTheFileIsABusError() {
        assertThat(calls.load(task, SHARED + 2 * PAGE, 1)).isEqualTo(Signals.SIGBUS);
        assertThat(calls.store(task, PRIVATE + 3 * PAGE, 1, stored(1))).isEqualTo(Signals.SIGBUS);
    }

    @Test
    void theRestOfTheLastPageReadsZero() {
        calls.truncate(task, file, PAGE + 3);

        assertThat(load(task, SHARED + PAGE + 3)).isZero();
    }

    @Test
    void aDeviceThatFailsIsABusErrorThisTime() {
        machine.settings().allowReadErrors(1);
        story.failReads(1);

        assertThat(calls.load(task, SHARED, 1)).isEqualTo(Signals.SIGBUS);

        assertThat(task.holdsNothing()).isTrue();
        assertThat(load(task, SHARED)).isEqualTo(onDisk(0));
    }

    @Test
    void withFaultsDisabledAnAccessFailsAtOnce() {
        inKernel(task, SHARED, PAGE, (kernel, vector) -> {
            var buffer = kernel.allocate(PAGE);
            kernel.cpu().disableFaults();
            assertThat(kernel.userMemory().copyFromUser(buffer, 0, vector, PAGE))
                    .isZero();
            kernel.cpu().enableFaults();
            buffer.release();
        });

        assertThat(file.folioAt(0)).isNull();
    }

    @Test
    void withFaultsDisabledACopyEndsWhereThePresentPagesEnd() {
        load(task, SHARED);
        inKernel(task, SHARED + 5, PAGE, (kernel, vector) -> {
            var buffer = kernel.allocate(PAGE);
            kernel.cpu().disableFaults();
            assertThat(kernel.userMemory().copyFromUser(buffer, 0, vector, PAGE))
                    .isEqualTo(3);
            kernel.cpu().enableFaults();
            buffer.release();
            assertThat(vector.remaining()).isEqualTo(PAGE - 3);
        });
    }

    @Test
    void aCopyThatMightFaultIsForbiddenInAtomicContextThoughItWouldNot() {
        load(task, SHARED);

        assertThatThrownBy(() -> inKernel(task, SHARED, 1, (kernel, vector) -> {
                    kernel.cpu().disablePreemption();
                    kernel.userMemory().copyFromUser(kernel.allocate(1), 0, vector, 1);
                }))
                .isInstanceOf(Oops.class);
        assertThat(watch.oopses).containsExactly(Oops.Kind.SLEEP_IN_ATOMIC);
    }

    @Test
    void aFolioThatLeavesTheCacheBeforeItIsMappedIsFaultedInAgain() {
        machine.cache(file, 0, false);
        story.before(StepKind.CHANGE_PTE).of(task).run(() -> {
            calls.truncate(kernelThread, file, 0);
            calls.truncate(kernelThread, file, PAGE);
        });

        assertThat(load(task, SHARED)).isZero();

        assertThat(frame(task, SHARED)).isEqualTo(folio(0).frame());
    }

    @Test
    void aPageThatATruncationTakesBeforeItIsMappedIsABusError() {
        machine.cache(file, 0, false);
        story.before(StepKind.CHANGE_PTE).of(task).run(() -> calls.truncate(kernelThread, file, 0));

        assertThat(calls.load(task, SHARED, 1)).isEqualTo(Signals.SIGBUS);

        assertThat(pte(task, SHARED)).isEqualTo(Pte.ABSENT);
        assertThat(machine.memory().freeFrames()).isEqualTo(30);
    }

    @Test
    void twoTasksThatFaultOnOnePageGetOneFrame() {
        story.before(StepKind.CHANGE_PTE).of(task).run(() -> store(other, UNTOUCHED, stored(1)));
        int free = machine.memory().freeFrames();

        assertThat(load(task, UNTOUCHED)).isEqualTo(stored(1));

        assertThat(machine.memory().freeFrames()).isEqualTo(free - 1);
    }

    @Test
    void aFaultOnAPageBeingCopiedToWaitsForItsLock() {
        machine.procedures().cacheIndex().grab(other, file, 0);

        assertThatThrownBy(() -> calls.load(task, SHARED, 1))
                .isInstanceOf(Story.Stuck.class)
                .hasMessageContaining("the lock of folio F:0");
        assertThat(task.lockNames()).isEqualTo("the mmap lock of process A, the invalidate lock of F");
    }

    @Test
    void aLoadThatComesSecondLeavesTheRightToStore() {
        story.before(StepKind.CHANGE_PTE).of(task).run(() -> store(other, SHARED, stored(1)));

        assertThat(load(task, SHARED)).isEqualTo(stored(1));

        assertThat(Pte.isWritable(pte(task, SHARED))).isTrue();
        assertThat(Pte.isDirty(pte(task, SHARED))).isTrue();
    }
}
