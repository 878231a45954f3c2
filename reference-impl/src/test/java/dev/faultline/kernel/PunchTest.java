package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.hardware.Pte;
import dev.faultline.spi.Errno;
import org.junit.jupiter.api.Test;

class PunchTest extends Scene {
    @Test
    void aWholePageReadsAsZeroAndHasNoBlock() {
        store(task, SHARED + PAGE + 1, stored(1));

        assertThat(calls.punch(task, file, PAGE, PAGE)).isZero();

        assertThat(file.isHole(1)).isTrue();
        assertThat(file.folioAt(1)).isNull();
        assertThat(file.diskCell(PAGE)).isZero();
        assertThat(file.currentSize()).isEqualTo(2 * PAGE);
        assertThat(load(task, SHARED + PAGE + 1)).isZero();
        assertThat(load(task, SHARED)).isEqualTo(onDisk(0));
    }

    @Test
    void sharedMappingsLoseTheirEntry() {
        load(task, SHARED + PAGE);

        calls.punch(task, file, PAGE, PAGE);

        assertThat(Pte.isPresent(pte(task, SHARED + PAGE))).isFalse();
    }

    @Test
    void aPrivateCopyStays() {
        store(task, PRIVATE + PAGE, stored(5));

        calls.punch(task, file, PAGE, PAGE);

        assertThat(load(task, PRIVATE + PAGE)).isEqualTo(stored(5));
        assertThat(load(task, PRIVATE + PAGE + 1)).isEqualTo(onDisk(PAGE + 1));
    }

    @Test
    void anUntouchedPrivatePageShowsTheHole() {
        load(task, PRIVATE + PAGE);

        calls.punch(task, file, PAGE, PAGE);

        assertThat(load(task, PRIVATE + PAGE)).isZero();
    }

    @Test
    void partsOfPagesAtBothEndsAreZeroedWhereTheyAre() {
        load(task, SHARED);

        calls.punch(task, file, 6, 5);

        assertThat(load(task, SHARED + 5)).isEqualTo(onDisk(5));
        assertThat(load(task, SHARED + 6)).isZero();
        assertThat(load(task, SHARED + PAGE + 2)).isZero();
        assertThat(load(task, SHARED + PAGE + 3)).isEqualTo(onDisk(PAGE + 3));
        assertThat(file.isHole(0)).isFalse();
        assertThat(file.diskCell(6)).isZero();
    }

    @Test
    void aPartWithinOnePageIsZeroed() {
        calls.punch(task, file, 2, 3);

        assertThat(load(task, SHARED + 1)).isEqualTo(onDisk(1));
        assertThat(load(task, SHARED + 2)).isZero();
        assertThat(load(task, SHARED + 4)).isZero();
        assertThat(load(task, SHARED + 5)).isEqualTo(onDisk(5));
    }

    @Test
    void aHoleIsFilledByAStoreAndItsWriteback() {
        calls.punch(task, file, 0, PAGE);
        store(task, SHARED + 3, stored(9));

        calls.fsync(task, file);

        assertThat(file.isHole(0)).isFalse();
        assertThat(file.diskCell(3)).isEqualTo(stored(9));
        assertThat(file.diskCell(0)).isZero();
    }

    @Test
    void whatWasStoredPastTheEndStays() {
        calls.truncate(task, file, PAGE + 2);
        store(task, SHARED + PAGE + 4, stored(1));

        assertThat(calls.punch(task, file, PAGE + 2, PAGE)).isZero();

        assertThat(load(task, SHARED + PAGE + 4)).isEqualTo(stored(1));
    }

    @Test
    void thereMustBeSomethingToPunch() {
        assertThat(calls.punch(task, file, 0, 0)).isEqualTo(Errno.EINVAL);
        assertThat(calls.punch(task, file, -1, 4)).isEqualTo(Errno.EINVAL);
        assertThat(calls.punch(task, file, 3 * PAGE, 2 * PAGE)).isEqualTo(Errno.EINVAL);
    }
}
