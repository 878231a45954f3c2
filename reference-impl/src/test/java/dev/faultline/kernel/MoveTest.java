package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.hardware.Pte;
import dev.faultline.hardware.StepKind;
import dev.faultline.spi.Errno;
import dev.faultline.spi.HeldPage;
import dev.faultline.spi.vm.Signals;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** {@code mremap}: pages come to another place as they are, and whoever looks for them finds them at one or the other. */
class MoveTest extends Scene {
    private static final int PLACE = NOTHING;

    private int move(int from, int pages) {
        return calls.mremap(task, "moved", page(from), pages, page(PLACE));
    }

    @Test
    void memoryIsAtTheNewPlaceAndNoLongerAtTheOld() {
        int entry = pte(task, ANONYMOUS + PAGE);

        assertThat(move(ANONYMOUS + PAGE, 1)).isZero();

        assertThat(pte(task, PLACE)).isEqualTo(entry);
        assertThat(load(task, PLACE)).isEqualTo(filled(PAGE));
        assertThat(calls.load(task, ANONYMOUS + PAGE, 1)).isEqualTo(Signals.SIGSEGV);
        assertThat(load(task, ANONYMOUS)).isEqualTo(filled(0));
        assertThat(task.holdsNothing()).isTrue();
    }

    @Test
    void aFileIsMappedFromTheSamePageOn() {
        load(task, SHARED + PAGE);

        move(SHARED + PAGE, 1);
        store(task, PLACE, stored(1));

        assertThat(machine.fileCell(file, PAGE)).isEqualTo(stored(1));
        assertThat(machine.memory().mappings(folio(1).frame())).isEqualTo(1L << page(PLACE));
    }

    @Test
    void aPageThatNobodyHasTouchedIsFaultedInAtTheNewPlace() {
        move(PRIVATE + PAGE, 1);

        assertThat(pte(task, PLACE)).isEqualTo(Pte.ABSENT);
        assertThat(load(task, PLACE)).isEqualTo(onDisk(PAGE));
    }

    @Test
    void aPrivateCopyAndItsFrameTravel() {
        store(task, PRIVATE, stored(1));
        int frame = frame(task, PRIVATE);

        move(PRIVATE, 1);
        store(task, PLACE, stored(2));

        assertThat(frame(task, PLACE)).isEqualTo(frame);
        assertThat(machine.fileCell(file, 0)).isEqualTo(onDisk(0));
        assertThat(watch.freedFrames).isEmpty();
    }

    @Test
    void whatWasStoredBeforeIsWrittenBackFromTheNewPlace() {
        store(task, SHARED, stored(1));

        move(SHARED, 1);
        calls.writeBack(kernelThread, file, 0);

        assertThat(file.diskCell(0)).isEqualTo(stored(1));
        assertThat(Pte.isWritable(pte(task, PLACE))).isFalse();
    }

    @Test
    void protectionTravels() {
        calls.mprotect(task, page(ANONYMOUS), 2, Vma.READ);

        move(ANONYMOUS, 1);

        assertThat(calls.store(task, PLACE, 1, stored(1))).isEqualTo(Signals.SIGSEGV);
        assertThat(load(task, PLACE)).isEqualTo(filled(0));
    }

    @Test
    void aPinnedPageStaysThePinnedPage() {
        inKernel(task, ANONYMOUS, PAGE, (kernel, vector) -> {
            HeldPage held = Objects.requireNonNull(kernel.userMemory().hold(vector, true));
            calls.mremap(other, "moved", page(ANONYMOUS), 1, page(PLACE));
            ((Addressable) held).write(0, stored(7));
            held.release();
        });

        assertThat(load(task, PLACE)).isEqualTo(stored(7));
    }

    @Test
    void theChildSharesWhatWasMoved() {
        move(ANONYMOUS, 1);
        Task child = fork();
        store(task, PLACE, stored(1));

        assertThat(load(child, PLACE)).isEqualTo(filled(0));
        assertThat(calls.load(child, ANONYMOUS, 1)).isEqualTo(Signals.SIGSEGV);
    }

    @Test
    void pagesThatAreNotAllMappedStay() {
        calls.munmap(task, page(ANONYMOUS) + 1, 1);

        assertThat(move(ANONYMOUS + PAGE, 1)).isEqualTo(Errno.EFAULT);
        assertThat(calls.mremap(task, "moved", page(PRIVATE) + 3, 2, page(PLACE)))
                .isEqualTo(Errno.EFAULT);
        assertThat(load(task, ANONYMOUS)).isEqualTo(filled(0));
        assertThat(task.holdsNothing()).isTrue();
    }

    @Test
    void pagesThatDoNotAllowTheSameStay() {
        calls.mprotect(task, page(SHARED), 1, Vma.READ);
        calls.munmap(task, page(PRIVATE), 2);

        assertThat(calls.mremap(task, "moved", page(SHARED), 2, page(PRIVATE))).isEqualTo(Errno.EFAULT);
        assertThat(calls.mremap(task, "moved", page(SHARED) + 1, 2, page(PRIVATE)))
                .isZero();
    }

    @Test
    void aPlaceThatIsTakenIsLeftAlone() {
        assertThat(calls.mremap(task, "moved", page(ANONYMOUS), 1, page(SHARED)))
                .isEqualTo(Errno.EINVAL);
        assertThat(calls.mremap(task, "moved", page(ANONYMOUS), 2, page(NOTHING)))
                .isEqualTo(Errno.EINVAL);
        assertThat(load(task, ANONYMOUS)).isEqualTo(filled(0));
    }

    @Test
    void aStoreThroughTheOldTranslationReachesTheNewPlace() {
        store(other, ANONYMOUS, stored(1));
        story.before(StepKind.FLUSH_TLB).of(task).run(() -> store(other, ANONYMOUS, stored(2)));

        move(ANONYMOUS, 1);

        assertThat(load(task, PLACE)).isEqualTo(stored(2));
        assertThat(calls.load(other, ANONYMOUS, 1)).isEqualTo(Signals.SIGSEGV);
        assertThat(story.isOver()).isTrue();
    }

    @Test
    void whatReclaimHasTakenAwayAndNotFlushedIsFlushedByTheMove() {
        load(other, SHARED);
        story.before(StepKind.FLUSH_TLB).of(kernelThread).run(() -> {
            move(SHARED, 1);
            assertThat(calls.load(other, SHARED, 1)).isEqualTo(Signals.SIGSEGV);
        });

        calls.reclaim(kernelThread, file, 0);

        assertThat(story.isOver()).isTrue();
    }

    @Test
    void aTruncationWaitsUntilTheOldPlaceIsFlushed() {
        store(other, PRIVATE, stored(1));
        story.before(StepKind.FLUSH_TLB)
                .of(task)
                .run(() -> assertThatThrownBy(() -> calls.truncate(kernelThread, file, 0))
                        .isInstanceOf(Story.Stuck.class)
                        .hasMessageContaining("rmap lock of F"));

        move(PRIVATE, 1);

        assertThat(story.isOver()).isTrue();
    }

    /** Without the lock the walk would have passed the new place and find nothing at the old. */
    @Test
    void aMoveToWhereAWalkHasBeenWaitsForTheWalk() {
        calls.munmap(task, page(SHARED), 1);
        store(task, SHARED + PAGE, stored(1));
        store(task, PRIVATE + PAGE, stored(2));
        story.before(StepKind.CHANGE_PTE)
                .of(kernelThread)
                .number(2)
                .run(() -> assertThatThrownBy(() -> calls.mremap(task, "moved", page(PRIVATE) + 1, 1, page(SHARED)))
                        .isInstanceOf(Story.Stuck.class)
                        .hasMessageContaining("rmap lock of F"));

        calls.truncate(kernelThread, file, 0);

        assertThat(story.isOver()).isTrue();
    }
}
