package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.hardware.StepKind;
import dev.faultline.spi.vm.Signals;
import org.junit.jupiter.api.Test;

class UserAccessTest extends Scene {

    @Test
    void anUnalignedLoadGoesAcrossPages() {
        assertThat(calls.load(task, ANONYMOUS + PAGE - 2, 4)).isZero();

        assertThat(watch.loads).containsExactly(filled(PAGE - 2), filled(PAGE - 1), filled(PAGE), filled(PAGE + 1));
    }

    @Test
    void anUnalignedStoreGoesAcrossPages() {
        assertThat(calls.store(task, SHARED + PAGE - 1, 2, stored(1))).isZero();

        assertThat(machine.fileCell(file, PAGE - 1)).isEqualTo(stored(1));
        assertThat(machine.fileCell(file, PAGE)).isEqualTo(stored(2));
    }

    @Test
    void anAccessEndsAtTheFirstByteThatCannotBeReached() {
        assertThat(calls.store(task, UNTOUCHED + PAGE - 1, 2, stored(1))).isEqualTo(Signals.SIGSEGV);

        assertThat(load(task, UNTOUCHED + PAGE - 1)).isEqualTo(stored(1));
    }

    @Test
    void othersMayRunBetweenTwoPiecesOfACopy() {
        story.before(StepKind.LOAD).of(task).number(2).run(() -> store(other, ANONYMOUS + 7, stored(1)));

        calls.load(task, ANONYMOUS, PAGE);

        assertThat(watch.loads).hasSize(PAGE).startsWith(filled(0)).endsWith(stored(1));
    }

    @Test
    void aCopyFromUserMovesTheVectorByWhatItMoved() {
        inKernel(task, UNTOUCHED + 5, PAGE, (kernel, vector) -> {
            var buffer = kernel.allocate(PAGE);
            assertThat(kernel.userMemory().copyFromUser(buffer, 0, vector, PAGE))
                    .isEqualTo(3);
            assertThat(vector.remaining()).isEqualTo(PAGE - 3);
            buffer.release();
        });
    }

    @Test
    void aCopyToUserIsAStoreLikeAnyOther() {
        store(task, SHARED, stored(1));
        inKernel(task, PRIVATE, 1, (kernel, vector) -> {
            var buffer = kernel.allocate(1);
            kernel.zero(buffer, 0, 1);
            assertThat(kernel.userMemory().copyToUser(vector, buffer, 0, 1)).isOne();
            buffer.release();
        });

        assertThat(load(task, PRIVATE)).isZero();
        assertThat(load(task, SHARED)).isEqualTo(stored(1));
    }

    @Test
    void faultingInTouchesEachPageOnceAndChangesNoByte() {
        inKernel(task, SHARED + 3, 2 * PAGE, (kernel, vector) -> {
            assertThat(kernel.userMemory().faultInWriteable(vector, 2 * PAGE)).isEqualTo(2 * PAGE - 3);
            assertThat(vector.remaining()).isEqualTo(2 * PAGE);
        });

        assertThat(frame(task, SHARED + PAGE)).isEqualTo(folio(1).frame());
        assertThat(machine.fileCell(file, 3)).isEqualTo(onDisk(3));
    }

    @Test
    void storingAZeroIsDestructive() {
        inKernel(task, ANONYMOUS, PAGE, (kernel, vector) -> {
            assertThat(kernel.userMemory().storeZero(vector, 2)).isTrue();
            assertThat(kernel.userMemory().touch(vector, 2)).isTrue();
        });

        assertThat(load(task, ANONYMOUS + 2)).isZero();
    }
}
