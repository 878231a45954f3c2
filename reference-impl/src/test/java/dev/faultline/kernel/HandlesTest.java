package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.hardware.Cell;
import dev.faultline.spi.Folio;
import dev.faultline.spi.HeldPage;
import dev.faultline.spi.KernelBuffer;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a strategy is handed, and how its misuse is caught. */
class HandlesTest extends Scene {

    private void assertOops(Oops.Kind kind, ThrowingCallable misuse) {
        assertThatThrownBy(misuse).isInstanceOf(Oops.class);
        assertThat(watch.oopses).containsExactly(kind);
    }

    private Folio cached(dev.faultline.spi.Kernel kernel, dev.faultline.spi.Inode inode) {
        machine.cache(file, 0, false);
        return kernel.pageCache().find(inode, 0);
    }

    @Test
    void aFolioMayNotBeUsedAfterItsLastReferenceIsPut() {
        inCall(task, (kernel, inode, vector) -> {
            Folio folio = cached(kernel, inode);
            folio.get();
            folio.put();
            assertThat(folio.isUptodate()).isTrue();
            folio.put();
            assertOops(Oops.Kind.USE_AFTER_PUT, folio::isUptodate);
        });
    }

    @Test
    void aFolioMayBeUnlockedOnlyByItsLocker() {
        inCall(task, (kernel, inode, vector) -> {
            Folio folio = cached(kernel, inode);
            assertOops(Oops.Kind.BAD_UNLOCK, folio::unlock);
        });
    }

    @Test
    void aFolioMayBeDeclaredUptodateOnlyUnderItsLock() {
        inCall(task, (kernel, inode, vector) -> {
            Folio folio = cached(kernel, inode);
            assertOops(Oops.Kind.BAD_UNLOCK, folio::markUptodate);
        });
    }

    @Test
    void aRangeThatIsLockedHasAByteAtLeast() {
        inCall(task, (kernel, inode, vector) -> {
            assertThatThrownBy(() -> inode.lockRange(4, 4, false))
                    .hasMessageContaining("locks bytes [4, 4) of F, which is no range of any");
            assertThatThrownBy(() -> inode.lockRange(8, 4, true)).isInstanceOf(Oops.class);
            assertThatThrownBy(() -> inode.lockRange(-1, 4, true)).isInstanceOf(Oops.class);
        });
    }

    @Test
    void aWriteMayBePreparedOnlyUnderTheLock() {
        inCall(task, (kernel, inode, vector) -> {
            Folio folio = cached(kernel, inode);
            assertOops(Oops.Kind.BAD_UNLOCK, () -> inode.prepareWrite(folio, 0, 1));
        });
    }

    @Test
    void bytesOutsideTheFolioAreOutOfRange() {
        inCall(task, (kernel, inode, vector) -> {
            Folio folio = cached(kernel, inode);
            assertOops(Oops.Kind.BAD_ARGUMENT, () -> kernel.zero(folio, PAGE - 1, 2));
        });
    }

    @Test
    void aFolioEntersOnlyOneCache() {
        inCall(task, (kernel, inode, vector) -> {
            Folio folio = kernel.pageCache().allocate();
            assertThat(kernel.pageCache().insertLocked(folio, inode, 2)).isTrue();
            assertOops(Oops.Kind.BAD_ARGUMENT, () -> kernel.pageCache().insertLocked(folio, inode, 3));
        });
    }

    @Test
    void aCallHasSoManySpareFoliosAsItsRequestHasPagesAndTwo() {
        inCall(task, (kernel, inode, vector) -> {
            int pages = (vector.remaining() + PAGE - 1) / PAGE + 1;
            List<Folio> spare = new ArrayList<>();
            for (int i = 0; i < pages + 2; i++) {
                spare.add(kernel.pageCache().allocate());
            }
            assertThat(spare).doesNotContainNull();
            assertThat(kernel.pageCache().allocate()).isNull();
            assertThat(watch.framesRefused).isEqualTo(1);

            spare.get(0).put();
            assertThat(kernel.pageCache().insertLocked(spare.get(1), inode, 2)).isTrue();
            assertThat(kernel.pageCache().allocate()).as("after one was put").isNotNull();
            assertThat(kernel.pageCache().allocate())
                    .as("after one was inserted")
                    .isNotNull();
            assertThat(kernel.pageCache().allocate()).isNull();
        });
    }

    @Test
    void aBufferStartsFullOfPoison() {
        inCall(task, (kernel, inode, vector) -> {
            KernelBuffer buffer = kernel.allocate(1);
            assertThat(Cell.isPoison(((Addressable) buffer).read(0))).isTrue();
            buffer.release();
        });
    }

    @Test
    void aBufferMayNotBeUsedAfterItsRelease() {
        inCall(task, (kernel, inode, vector) -> {
            KernelBuffer buffer = kernel.allocate(4);
            buffer.release();
            assertOops(Oops.Kind.USE_AFTER_PUT, () -> kernel.zero(buffer, 0, 1));
        });
    }

    @Test
    void aHeldPageMayNotBeReleasedTwice() {
        inKernel(task, ANONYMOUS, PAGE, (kernel, vector) -> {
            HeldPage held = kernel.userMemory().hold(vector, false);
            held.release();
            assertOops(Oops.Kind.USE_AFTER_PUT, held::release);
        });
    }

    @Test
    void aPageHeldForReadingMayNotBeStoredTo() {
        inKernel(task, ANONYMOUS, PAGE, (kernel, vector) -> {
            HeldPage held = kernel.userMemory().hold(vector, false);
            assertThatThrownBy(() -> kernel.zero(held, 0, 1))
                    .isInstanceOf(Oops.class)
                    .hasMessage("stores to a page that it holds for reading");
            assertThat(watch.oopses).containsExactly(Oops.Kind.BAD_ARGUMENT);
            held.release();
        });
    }

    @Test
    void aHeldPageRemembersWhereTheVectorPointed() {
        inKernel(task, ANONYMOUS + 3, PAGE, (kernel, vector) -> {
            HeldPage held = kernel.userMemory().hold(vector, false);
            assertThat(held.offset()).isEqualTo(3);
            assertThat(machine.memory().pins(frame(task, ANONYMOUS))).isOne();
            held.release();
            assertThat(machine.memory().pins(frame(task, ANONYMOUS))).isZero();
        });
    }

    @Test
    void aHeldPageOutlivesItsMapping() {
        inKernel(task, ANONYMOUS, PAGE, (kernel, vector) -> {
            HeldPage held = kernel.userMemory().hold(vector, false);
            calls.munmap(other, page(ANONYMOUS), 1);
            assertThat(watch.freedFrames).isEmpty();
            held.release();
            assertThat(watch.freedFrames).hasSize(1);
        });
    }

    @Test
    void whatCannotBeReachedCannotBeHeld() {
        inKernel(
                task,
                NOTHING,
                1,
                (kernel, vector) ->
                        assertThat(kernel.userMemory().hold(vector, false)).isNull());
        calls.mprotect(task, page(ANONYMOUS), 1, Vma.READ);
        inKernel(
                task,
                ANONYMOUS,
                1,
                (kernel, vector) ->
                        assertThat(kernel.userMemory().hold(vector, true)).isNull());
    }

    @Test
    void whatIsNotGivenBackIsCounted() {
        inCall(
                task,
                (kernel, inode, vector) -> {
                    machine.cache(file, 0, false);
                    kernel.pageCache().findLocked(inode, 0);
                    kernel.allocate(3);
                    kernel.userMemory().hold(vector, false);
                    kernel.cpu().disableFaults();
                },
                new int[] {ANONYMOUS},
                new int[] {1});

        assertThat(task.holdsNothing()).isFalse();
        assertThat(task.holdings())
                .isEqualTo("the lock of folio F:0, 1 folio reference, 1 kernel buffer, 1 held page, "
                        + "1 level of disabled faults");
    }

    @Test
    void thePageTablesMayBeTouchedOnlyUnderTheMmapLock() {
        inKernel(
                task,
                ANONYMOUS,
                PAGE,
                (kernel, vector) -> assertOops(
                        Oops.Kind.BAD_UNLOCK, () -> kernel.pageTables().clear(vector)));
    }
}
