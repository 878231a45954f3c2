package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.hardware.Pte;
import dev.faultline.hardware.StepKind;
import dev.faultline.spi.vm.Signals;
import org.junit.jupiter.api.Test;

class CopyOnWriteTest extends Scene {

    @Test
    void aStoreToAPrivatePageStaysOutOfTheFile() {
        store(task, PRIVATE, stored(1));

        assertThat(load(task, PRIVATE)).isEqualTo(stored(1));
        assertThat(load(task, PRIVATE + 1)).isEqualTo(onDisk(1));
        assertThat(load(task, SHARED)).isEqualTo(onDisk(0));
        assertThat(machine.fileCell(file, 0)).isEqualTo(onDisk(0));
    }

    @Test
    void afterItsFirstStoreAPrivatePageSeesNoMoreOfTheFile() {
        store(task, PRIVATE, stored(1));

        store(task, SHARED + 1, stored(2));

        assertThat(load(task, PRIVATE + 1)).isEqualTo(onDisk(1));
    }

    @Test
    void anUntouchedPrivatePageSeesTheCache() {
        load(task, PRIVATE);

        store(task, SHARED, stored(1));

        assertThat(load(task, PRIVATE)).isEqualTo(stored(1));
    }

    @Test
    void theLastOwnerKeepsTheFrame() {
        int frame = frame(task, ANONYMOUS);
        Task child = fork();
        store(task, ANONYMOUS, stored(1));

        store(child, ANONYMOUS, stored(2));

        assertThat(frame(child, ANONYMOUS)).isEqualTo(frame);
        assertThat(frame(task, ANONYMOUS)).isNotEqualTo(frame);
    }

    @Test
    void whoLosesTheRaceToBreakAPageStoresToTheWinnersCopy() {
        Task child = fork();
        story.before(StepKind.COPY).of(task).run(() -> store(other, ANONYMOUS, stored(1)));

        store(task, ANONYMOUS + 1, stored(2));

        assertThat(load(task, ANONYMOUS)).isEqualTo(stored(1));
        assertThat(load(task, ANONYMOUS + 1)).isEqualTo(stored(2));
        assertThat(load(child, ANONYMOUS)).isEqualTo(filled(0));
    }

    @Test
    void noCpuReadsTheOldFrameOnceTheNewOneCanBeStoredTo() {
        fork();
        load(other, ANONYMOUS);
        int old = frame(task, ANONYMOUS);

        store(task, ANONYMOUS, stored(1));

        assertThat(load(other, ANONYMOUS)).isEqualTo(stored(1));
        assertThat(machine.memory().references(old)).isOne();
    }

    @Test
    void aCopyMadeDuringATruncationIsThrownAway() {
        load(task, PRIVATE);
        story.before(StepKind.COPY).of(task).run(() -> calls.truncate(kernelThread, file, 0));

        assertThat(calls.store(task, PRIVATE, 1, stored(1))).isEqualTo(Signals.SIGBUS);

        assertThat(pte(task, PRIVATE)).isEqualTo(Pte.ABSENT);
        assertThat(machine.memory().freeFrames()).isEqualTo(30);
    }

    @Test
    void withoutAFrameForTheCopyTheStoreIsABusError() {
        load(task, PRIVATE);
        while (machine.memory().allocate() >= 0) {}

        assertThat(calls.store(task, PRIVATE, 1, stored(1))).isEqualTo(Signals.SIGBUS);
        assertThat(task.holdsNothing()).isTrue();
    }
}
