package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.spi.vm.Signals;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two guarded bytes in the middle of a page that is there: what reaches them, and what stops before. */
class GuardTest extends Scene {
    private static final int GUARDED = ANONYMOUS + 3;

    @BeforeEach
    void guard() {
        machine.guard(process, GUARDED, GUARDED + 2);
    }

    @Test
    void loadsAndStoresRaiseASignalThereAndNowhereElse() {
        assertThat(calls.load(task, ANONYMOUS, 3)).isZero();
        assertThat(calls.load(task, ANONYMOUS, 4)).isEqualTo(Signals.SIGSEGV);
        assertThat(calls.store(task, GUARDED + 1, 1, stored(0))).isEqualTo(Signals.SIGSEGV);
        assertThat(calls.load(task, GUARDED + 2, PAGE)).isZero();
    }

    @Test
    void copiesEndBeforeThemWithAndWithoutFaults() {
        inKernel(task, ANONYMOUS, PAGE, (kernel, vector) -> {
            var buffer = kernel.allocate(PAGE);
            assertThat(kernel.userMemory().copyFromUser(buffer, 0, vector, PAGE))
                    .isEqualTo(3);
            kernel.cpu().disableFaults();
            assertThat(kernel.userMemory().copyToUser(vector, buffer, 0, 1)).isZero();
            kernel.cpu().enableFaults();
            buffer.release();
        });
    }

    @Test
    void aProbeOfThePageDoesNotMeetThemOneOfItsBytesDoes() {
        inKernel(task, ANONYMOUS, PAGE, (kernel, vector) -> {
            assertThat(kernel.userMemory().faultInReadable(vector, PAGE)).isEqualTo(PAGE);
            assertThat(kernel.userMemory().faultInWriteable(vector, PAGE)).isEqualTo(PAGE);
            assertThat(kernel.userMemory().faultInBytes(vector, PAGE, false)).isEqualTo(3);
            assertThat(kernel.userMemory().faultInBytes(vector, PAGE, true)).isEqualTo(3);
        });
    }

    @Test
    void aPinnedPageIsReachedWhole() {
        inKernel(task, ANONYMOUS, PAGE, (kernel, vector) -> {
            var held = kernel.userMemory().hold(vector, false);
            var buffer = kernel.allocate(PAGE);
            kernel.copy(buffer, 0, held, 0, PAGE);
            assertThat(((BufferHandle) buffer).read(3)).isEqualTo(filled(3));
            buffer.release();
            held.release();
        });
    }

    @Test
    void aChildHasThemToo() {
        Task child = fork();
        assertThat(calls.load(child, GUARDED, 1)).isEqualTo(Signals.SIGSEGV);
    }

    @Test
    void aByteStoredBackUndoesWhatWasStoredMeanwhile() {
        inKernel(task, ANONYMOUS, 1, (kernel, vector) -> {
            story.before(dev.faultline.hardware.StepKind.STORE).of(task).run(() -> store(other, ANONYMOUS, stored(7)));
            assertThat(kernel.userMemory().touchAndStoreBack(vector, 0)).isTrue();
        });
        assertThat(load(task, ANONYMOUS)).isEqualTo(filled(0));
    }
}
