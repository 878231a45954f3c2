package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.hardware.Nondeterminism;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FolioLockTest extends Scene {
    private FolioLock lock;

    @BeforeEach
    void cache() {
        machine.cache(file, 0, false);
        lock = folio(0).lock();
    }

    @Test
    void whoTakesItOwnsIt() {
        lock.lock(task);

        assertThat(lock.isHeldBy(task)).isTrue();
        assertThat(lock.isHeldBy(other)).isFalse();
        assertThat(task.locksHeld()).isOne();
        assertThat(task.holdings()).isEqualTo("the lock of folio F:0");
    }

    @Test
    void aSecondTaskWaitsForTheOwner() {
        lock.lock(task);
        story.whenStuck().of(other).run(() -> {
            assertThat(lock.holders(other.number())).isEqualTo(task.bit());
            lock.unlock(task);
        });

        lock.lock(other);

        assertThat(lock.isHeldBy(other)).isTrue();
    }

    @Test
    void whoLocksTwiceWaitsForHimself() {
        lock.lock(task);

        assertThatThrownBy(() -> lock.lock(task)).isInstanceOf(Story.Stuck.class);
        assertThat(lock.holders(task.number())).isEqualTo(task.bit());
    }

    @Test
    void tryingTakesItOnlyWhenItIsFree() {
        assertThat(lock.tryLock(task)).isTrue();
        assertThat(lock.tryLock(other)).isFalse();
        assertThat(other.locksHeld()).isZero();
    }

    @Test
    void onlyTheOwnerMayUnlock() {
        lock.lock(task);

        assertThatThrownBy(() -> lock.unlock(other))
                .isInstanceOf(Oops.class)
                .hasMessage("unlocks the lock of folio F:0, which it does not hold");
        assertThat(watch.oopses).containsExactly(Oops.Kind.BAD_UNLOCK);
    }

    @Test
    void waitingForItDoesNotTakeIt() {
        lock.lock(task);
        story.whenStuck().of(other).run(() -> lock.unlock(task));

        lock.waitUntilUnlocked(other);

        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void aReadPassesItToTheDiskWhichDropsItWhenDone() {
        CacheFolio cold = machine.procedures().cacheIndex().grab(task, file, 1);

        machine.procedures().folioIo().submitRead(task, cold);

        assertThat(task.locksHeld()).isZero();
        assertThat(cold.lock().holders(0)).isEqualTo(1 << Nondeterminism.DISK);
        cold.lock().lock(other);
        assertThat(cold.isUptodate()).isTrue();
    }
}
