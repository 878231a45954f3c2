package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.hardware.StepKind;
import dev.faultline.spi.HeldPage;
import dev.faultline.spi.vm.Signals;
import org.junit.jupiter.api.Test;

/** Whose a private frame is, when forks share it and pins hold it. */
class ExclusiveFrameTest extends Scene {

    @Test
    void aPinForReadingDoesNotShowWhatTheLastProcessLeftWithTheFrameStores() {
        Task child = fork();

        inCall(
                task,
                (kernel, inode, vector) -> {
                    HeldPage held = kernel.userMemory().hold(vector, false);
                    store(other, ANONYMOUS, stored(1));
                    store(child, ANONYMOUS, stored(2));
                    var buffer = kernel.allocate(1);
                    kernel.copy(buffer, 0, held, 0, 1);
                    assertThat(watch.lastLoad).isEqualTo(stored(1));
                    buffer.release();
                    held.release();
                },
                new int[] {ANONYMOUS},
                new int[] {PAGE});
    }

    @Test
    void aPinForReadingOnAPrivatePageDoesNotShowTheFileOnceThePageIsStoredTo() {
        inCall(
                task,
                (kernel, inode, vector) -> {
                    HeldPage held = kernel.userMemory().hold(vector, false);
                    store(other, PRIVATE, stored(1));
                    store(other, SHARED, stored(2));
                    var buffer = kernel.allocate(1);
                    kernel.copy(buffer, 0, held, 0, 1);
                    assertThat(watch.lastLoad).isEqualTo(stored(1));
                    buffer.release();
                    held.release();
                },
                new int[] {PRIVATE},
                new int[] {PAGE});
    }

    @Test
    void aPageKeepsItsPinnedFrameWhenItsProtectionComesAndGoes() {
        inCall(
                task,
                (kernel, inode, vector) -> {
                    HeldPage held = kernel.userMemory().hold(vector, true);
                    calls.mprotect(other, page(ANONYMOUS), 1, Vma.READ);
                    calls.mprotect(other, page(ANONYMOUS), 1, READ_WRITE);
                    store(other, ANONYMOUS + 1, stored(1));
                    kernel.zero(held, 0, 1);
                    held.release();
                },
                new int[] {ANONYMOUS},
                new int[] {PAGE});

        assertThat(load(other, ANONYMOUS)).isZero();
        assertThat(load(other, ANONYMOUS + 1)).isEqualTo(stored(1));
    }

    @Test
    void forkCopiesAPinnedPageForTheChildAndLeavesTheFrameToTheParent() {
        int frame = frame(task, ANONYMOUS);

        inCall(
                task,
                (kernel, inode, vector) -> {
                    HeldPage held = kernel.userMemory().hold(vector, true);
                    Task child = fork();
                    store(other, ANONYMOUS, stored(1));
                    kernel.zero(held, 1, 1);
                    held.release();
                    assertThat(frame(other, ANONYMOUS)).isEqualTo(frame);
                    assertThat(load(child, ANONYMOUS)).isEqualTo(filled(0));
                    assertThat(load(child, ANONYMOUS + 1)).isEqualTo(filled(1));
                },
                new int[] {ANONYMOUS},
                new int[] {PAGE});

        assertThat(load(other, ANONYMOUS)).isEqualTo(stored(1));
        assertThat(load(other, ANONYMOUS + 1)).isZero();
    }

    @Test
    void holdingAPageOfAReadOnlyMappingDoesNotMakeItWritable() {
        calls.mprotect(task, page(ANONYMOUS), 1, Vma.READ);
        fork();

        inCall(
                task,
                (kernel, inode, vector) ->
                        kernel.userMemory().hold(vector, false).release(),
                new int[] {ANONYMOUS},
                new int[] {PAGE});

        assertThat(calls.store(task, ANONYMOUS, 1, stored(1))).isEqualTo(Signals.SIGSEGV);
    }

    @Test
    void forkGivesTheChildNoPinnedPageThatATruncationTookAwayDuringTheCopy() {
        store(task, PRIVATE + PAGE, stored(1));
        inCall(
                task,
                (kernel, inode, vector) -> {
                    HeldPage held = kernel.userMemory().hold(vector, true);
                    story.before(StepKind.COPY).of(task).run(() -> calls.truncate(kernelThread, file, 0));
                    Task child = fork();
                    held.release();
                    assertThat(pte(child, PRIVATE + PAGE)).isZero();
                },
                new int[] {PRIVATE + PAGE},
                new int[] {PAGE});
    }
}
