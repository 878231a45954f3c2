package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FairLockTest extends Scene {
    private final FairLock lock = process.mmapLock();

    @Test
    void sharersShare() {
        lock.lockShared(task);
        lock.lockShared(other);

        assertThat(lock.isHeldBy(task) && lock.isHeldBy(other)).isTrue();
    }

    @Test
    void aWriterWaitsForAllSharers() {
        lock.lockShared(task);
        lock.lockShared(other);
        story.whenStuck().of(kernelThread).run(() -> {
            assertThat(lock.holders(kernelThread.number())).isEqualTo(task.bit() | other.bit());
            lock.unlockShared(task);
            lock.unlockShared(other);
        });

        lock.lockExclusive(kernelThread);

        assertThat(lock.isHeldBy(kernelThread)).isTrue();
    }

    @Test
    void aLaterSharerQueuesBehindAWaitingWriter() {
        lock.lockShared(task);
        story.whenStuck().of(other).run(() -> {
            assertThatThrownBy(() -> lock.lockShared(kernelThread)).isInstanceOf(Story.Stuck.class);
            assertThat(lock.holders(kernelThread.number())).isEqualTo(other.bit());
            lock.unlockShared(task);
        });

        lock.lockExclusive(other);

        assertThat(lock.isHeldBy(other)).isTrue();
    }

    @Test
    void recursionWorksOnlyUntilAWriterQueuesUpInBetween() {
        lock.lockShared(task);
        lock.lockShared(task);
        lock.unlockShared(task);

        story.whenStuck().of(other).run(() -> {
            assertThatThrownBy(() -> lock.lockShared(task)).isInstanceOf(Story.Stuck.class);
            assertThat(lock.holders(task.number())).isEqualTo(other.bit());
            assertThat(lock.holders(other.number()) & task.bit()).isNotZero();
        });
        assertThatThrownBy(() -> lock.lockExclusive(other)).isInstanceOf(Story.Stuck.class);
    }

    @Test
    void upgradingWaitsForOneself() {
        lock.lockShared(task);

        assertThatThrownBy(() -> lock.lockExclusive(task)).isInstanceOf(Story.Stuck.class);
        assertThat(lock.holders(task.number())).isEqualTo(task.bit());
    }

    @Test
    void eachModeIsDroppedAsItWasTaken() {
        lock.lockShared(task);

        assertThatThrownBy(() -> lock.unlockExclusive(task)).isInstanceOf(Oops.class);
        assertThatThrownBy(() -> lock.unlockShared(other))
                .hasMessage("drops the mmap lock of process A shared, which it does not hold so");
        lock.unlockShared(task);
        assertThat(task.holdsNothing()).isTrue();
    }
}
