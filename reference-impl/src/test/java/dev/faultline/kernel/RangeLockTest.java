package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RangeLockTest extends Scene {
    private final RangeLock lock = file.rangeLock();

    @Test
    void rangesThatDoNotOverlapDoNotExcludeEachOther() {
        lock.lock(task, 0, 8, true);
        lock.lock(other, 8, 16, true);

        assertThat(other.locksHeld()).isOne();
    }

    @Test
    void sharersOfARangeShare() {
        lock.lock(task, 0, 8, false);
        lock.lock(other, 4, 12, false);

        assertThat(other.locksHeld()).isOne();
    }

    @Test
    void anOverlappingWriterWaits() {
        lock.lock(task, 0, 8, false);
        story.whenStuck().of(other).run(() -> {
            assertThat(lock.holders(other.number())).isEqualTo(task.bit());
            lock.unlock(task, 0, 8);
        });

        lock.lock(other, 7, 12, true);

        assertThat(other.locksHeld()).isOne();
    }

    @Test
    void aLaterReaderWaitsForAnEarlierWriterWhoWaits() {
        lock.lock(task, 0, 4, false);
        story.whenStuck().of(other).run(() -> {
            assertThatThrownBy(() -> lock.lock(kernelThread, 4, 8, false)).isInstanceOf(Story.Stuck.class);
            assertThat(lock.holders(kernelThread.number())).isEqualTo(other.bit());
            lock.unlock(task, 0, 4);
        });

        lock.lock(other, 0, 8, true);

        assertThat(other.locksHeld()).isOne();
    }

    @Test
    void whoOverlapsHimselfExclusivelyWaitsForHimself() {
        lock.lock(task, 0, 8, false);

        assertThatThrownBy(() -> lock.lock(task, 0, 8, true)).isInstanceOf(Story.Stuck.class);
    }

    @Test
    void aRangeIsDroppedByItsExactBounds() {
        lock.lock(task, 0, 8, true);

        assertThatThrownBy(() -> lock.unlock(task, 0, 4))
                .hasMessage("drops bytes [0, 4) of a range lock of F, which it does not hold");
        lock.unlock(task, 0, 8);
        assertThat(task.holdsNothing()).isTrue();
    }
}
