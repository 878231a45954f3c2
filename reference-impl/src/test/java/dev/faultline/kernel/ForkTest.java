package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.hardware.StepKind;
import dev.faultline.spi.Errno;
import dev.faultline.spi.HeldPage;
import dev.faultline.spi.vm.Signals;
import org.junit.jupiter.api.Test;

class ForkTest extends Scene {

    @Test
    void parentAndChildSeeTheSameBytes() {
        store(task, PRIVATE, stored(1));

        Task child = fork();

        assertThat(load(child, ANONYMOUS)).isEqualTo(filled(0));
        assertThat(load(child, PRIVATE)).isEqualTo(stored(1));
        assertThat(load(child, UNTOUCHED)).isZero();
    }

    @Test
    void theyShareFramesUntilOneStores() {
        Task child = fork();
        assertThat(frame(child, ANONYMOUS)).isEqualTo(frame(task, ANONYMOUS));

        store(task, ANONYMOUS, stored(1));
        store(child, ANONYMOUS + 1, stored(2));

        assertThat(load(task, ANONYMOUS)).isEqualTo(stored(1));
        assertThat(load(task, ANONYMOUS + 1)).isEqualTo(filled(1));
        assertThat(load(child, ANONYMOUS)).isEqualTo(filled(0));
        assertThat(load(child, ANONYMOUS + 1)).isEqualTo(stored(2));
    }

    @Test
    void storesToASharedMappingAreSeenByBoth() {
        Task child = fork();

        store(child, SHARED, stored(1));

        assertThat(load(task, SHARED)).isEqualTo(stored(1));
    }

    @Test
    void aPrivatePageNotYetStoredToGoesOnSeeingTheCacheInBoth() {
        load(task, PRIVATE);
        Task child = fork();

        store(task, SHARED, stored(1));

        assertThat(load(task, PRIVATE)).isEqualTo(stored(1));
        assertThat(load(child, PRIVATE)).isEqualTo(stored(1));
    }

    @Test
    void afterwardsNoCpuOfTheParentStoresWithoutACopy() {
        store(other, ANONYMOUS, stored(1));

        Task child = fork();
        store(other, ANONYMOUS, stored(2));

        assertThat(load(child, ANONYMOUS)).isEqualTo(stored(1));
    }

    @Test
    void aStoreBeforeTheParentsTlbIsFlushedIsSeenByBoth() {
        store(other, ANONYMOUS, stored(1));
        story.before(StepKind.FLUSH_TLB).of(task).run(() -> store(other, ANONYMOUS, stored(2)));

        Task child = fork();

        assertThat(load(other, ANONYMOUS)).isEqualTo(stored(2));
        assertThat(load(child, ANONYMOUS)).isEqualTo(stored(2));
    }

    @Test
    void protectionsAreInherited() {
        calls.mprotect(task, page(ANONYMOUS), 1, Vma.READ);

        Task child = fork();

        assertThat(calls.store(child, ANONYMOUS, 1, stored(1))).isEqualTo(Signals.SIGSEGV);
    }

    @Test
    void theChildsExitLeavesTheParentItsFrames() {
        Task child = fork();

        calls.exit(child);
        store(task, ANONYMOUS, stored(1));

        assertThat(load(task, ANONYMOUS + 1)).isEqualTo(filled(1));
        assertThat(machine.memory().freeFrames()).isEqualTo(30);
    }

    @Test
    void aGrandchildDiffersFromBoth() {
        Task child = fork();
        int number = calls.fork(child);
        Task grandchild = machine.createTask(8, machine.spaces().get(number), 4);

        store(child, ANONYMOUS, stored(1));
        store(grandchild, ANONYMOUS, stored(2));

        assertThat(load(task, ANONYMOUS)).isEqualTo(filled(0));
        assertThat(load(child, ANONYMOUS)).isEqualTo(stored(1));
        assertThat(load(grandchild, ANONYMOUS)).isEqualTo(stored(2));
    }

    @Test
    void aMachineHasOnlySoManyProcesses() {
        calls.fork(task);
        calls.fork(task);
        calls.fork(task);

        assertThat(calls.fork(task)).isEqualTo(Errno.ENOMEM);
        assertThat(task.holdsNothing()).isTrue();
    }

    @Test
    void aForkThatFailsLeavesNothingBehind() {
        inKernel(task, ANONYMOUS + PAGE, 1, (kernel, vector) -> {
            var held = kernel.userMemory().hold(vector, true);
            int shared = frame(task, ANONYMOUS);
            while (machine.memory().allocate() >= 0) {}

            assertThat(calls.fork(task)).isEqualTo(Errno.ENOMEM);

            assertThat(machine.memory().references(shared)).isOne();
            held.release();
        });
        assertThat(task.holdsNothing()).isTrue();
    }

    /** The pin may be gone before the copy is made, and with the mapping's page goes the last that held the frame. */
    @Test
    void aPinnedFrameThatEverybodyLetsGoOfWhileItIsCopiedStaysUntilThen() {
        store(other, PRIVATE, stored(1));
        inKernel(other, PRIVATE, 1, (kernel, vector) -> {
            HeldPage held = kernel.userMemory().hold(vector, true);
            int frame = frame(other, PRIVATE);
            story.before(StepKind.COPY).of(task).run(() -> {
                held.release();
                calls.truncate(kernelThread, file, 0);
                assertThat(watch.freedFrames).doesNotContain(frame);
            });

            Task child = fork();

            assertThat(watch.freedFrames).contains(frame);
            assertThat(calls.load(child, PRIVATE, 1)).isEqualTo(Signals.SIGBUS);
        });
        assertThat(watch.oopses).isEmpty();
    }
}
