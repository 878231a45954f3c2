package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.hardware.Pte;
import dev.faultline.hardware.StepKind;
import dev.faultline.spi.Errno;
import dev.faultline.spi.vm.Signals;
import org.junit.jupiter.api.Test;

class TruncationTest extends Scene {

    @Test
    void theSizeComesFirstSoThatNoFaultMapsAPagePastIt() {
        load(task, SHARED + PAGE);
        story.before(StepKind.CHANGE_PTE).of(kernelThread).run(() -> {
            assertThat(file.currentSize()).isEqualTo(3);
            assertThat(calls.load(other, PRIVATE + PAGE, 1)).isEqualTo(Signals.SIGBUS);
        });

        calls.truncate(kernelThread, file, 3);

        assertThat(story.isOver()).isTrue();
    }

    @Test
    void pagesPastTheEndAreUnmappedAndPrivateCopiesGoToo() {
        store(task, SHARED + PAGE, stored(1));
        store(task, PRIVATE + PAGE, stored(2));

        calls.truncate(kernelThread, file, PAGE);

        assertThat(pte(task, SHARED + PAGE)).isEqualTo(Pte.ABSENT);
        assertThat(calls.load(task, PRIVATE + PAGE, 1)).isEqualTo(Signals.SIGBUS);
        assertThat(task.cpu().tlb().pages() & (1L << page(SHARED + PAGE))).isZero();
    }

    @Test
    void theLastPageStaysMapped() {
        load(task, SHARED);

        calls.truncate(kernelThread, file, 3);

        assertThat(Pte.isPresent(pte(task, SHARED))).isTrue();
        assertThat(load(task, SHARED + 2)).isEqualTo(onDisk(2));
    }

    @Test
    void foliosPastTheEndLeaveTheCacheAndTheirFramesAreFree() {
        machine.cache(file, 0, false);
        machine.cache(file, 1, true);
        int gone = folio(1).frame();

        calls.truncate(kernelThread, file, PAGE);

        assertThat(file.folioAt(1)).isNull();
        assertThat(file.folioAt(0)).isNotNull();
        assertThat(watch.freedFrames).containsExactly(gone);
    }

    @Test
    void theTailOfTheLastPageIsZeroedInCacheAndOnDisk() {
        machine.cache(file, 0, true);

        calls.truncate(kernelThread, file, 3);

        for (int offset = 3; offset < PAGE; offset++) {
            assertThat(machine.memory().read(folio(0).frame(), offset)).isZero();
            assertThat(file.diskCell(offset)).isZero();
        }
        assertThat(machine.fileCell(file, 2)).isNotZero();
    }

    @Test
    void bytesCutOffDoNotComeBackWhenTheFileGrows() {
        store(task, SHARED + PAGE + 1, stored(1));
        calls.truncate(kernelThread, file, 3);

        calls.truncate(kernelThread, file, 2 * PAGE);

        for (int offset = 3; offset < 2 * PAGE; offset++) {
            assertThat(load(task, SHARED + offset)).isZero();
        }
    }

    @Test
    void aStorePastTheEndIsNotContentWhenTheFileGrows() {
        calls.truncate(kernelThread, file, 3);
        store(task, SHARED + 5, stored(1));
        assertThat(load(other, SHARED + 5)).isEqualTo(stored(1));

        calls.truncate(kernelThread, file, PAGE);

        assertThat(load(other, SHARED + 5)).isZero();
    }

    @Test
    void aWriteThatRaisesTheSizeZeroesTheGapInTheOldLastPage() {
        calls.truncate(kernelThread, file, 3);
        store(task, SHARED + 5, stored(1));

        inCall(other, (kernel, inode, vector) -> {
            inode.lock();
            var folio = kernel.pageCache().grab(inode, 1);
            assertThat(inode.prepareWrite(folio, 2, 4)).isZero();
            kernel.zero(folio, 2, 2);
            inode.commitWrite(folio, 2, 4);
            folio.unlock();
            folio.put();
            inode.unlock();
        });

        assertThat(file.currentSize()).isEqualTo(PAGE + 4);
        assertThat(load(task, SHARED + 5)).isZero();
    }

    @Test
    void aWriteRightBehindTheEndDoesNotZeroItself() {
        calls.truncate(kernelThread, file, 3);

        inCall(
                task,
                (kernel, inode, vector) -> {
                    inode.lock();
                    var folio = kernel.pageCache().grab(inode, 0);
                    assertThat(inode.prepareWrite(folio, 4, 6)).isZero();
                    assertThat(kernel.userMemory().copyFromUser(folio, 4, vector, 2))
                            .isEqualTo(2);
                    inode.commitWrite(folio, 4, 6);
                    folio.unlock();
                    folio.put();
                    inode.unlock();
                },
                new int[] {ANONYMOUS},
                new int[] {2});

        assertThat(load(task, SHARED + 3)).isZero();
        assertThat(load(task, SHARED + 4)).isEqualTo(filled(0));
        assertThat(load(task, SHARED + 5)).isEqualTo(filled(1));
        assertThat(file.currentSize()).isEqualTo(6);
    }

    @Test
    void itWaitsForWritebackSoThatTheDiskEndsInZeros() {
        store(task, SHARED + 5, stored(1));
        story.before(StepKind.WAIT_FOLIO).of(kernelThread).number(2).run(() -> {
            machine.disk().advance();
            calls.truncate(task, file, 3);
        });

        calls.writeBack(kernelThread, file, 0);

        assertThat(story.isOver()).isTrue();
        assertThat(file.diskCell(5)).isZero();
    }

    @Test
    void itTakesRangeInodeAndInvalidateLockInThisOrder() {
        story.before(StepKind.WRITE_SIZE)
                .of(task)
                .run(() -> assertThat(task.lockNames())
                        .isEqualTo("a range lock of F, the inode lock of F, the invalidate lock of F"));

        calls.truncate(task, file, 3);

        assertThat(story.isOver()).isTrue();
        assertThat(task.holdsNothing()).isTrue();
    }

    @Test
    void aSizeOutOfRangeIsRefused() {
        assertThat(calls.truncate(task, file, -1)).isEqualTo(Errno.EINVAL);
        assertThat(calls.truncate(task, file, 4 * PAGE + 1)).isEqualTo(Errno.EINVAL);
    }
}
