package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.hardware.PhysicalMemory;
import dev.faultline.hardware.StepKind;
import dev.faultline.spi.Folio;
import dev.faultline.spi.HeldPage;
import org.junit.jupiter.api.Test;

/**
 * A cache folio whose frame anonymous memory holds as a snapshot: whoever changes the folio gives the cache a new
 * frame.
 */
class SnapshotTest extends Scene {

    /** Shows page 0 of the file at {@link #ANONYMOUS} without copying it, as a page flip does. */
    private void flip() {
        load(other, SHARED);
        inCall(
                task,
                (kernel, inode, vector) -> {
                    Folio folio = kernel.pageCache().find(inode, 0);
                    kernel.pageTables().lock();
                    folio.lock();
                    folio.shareCopyOnWrite();
                    kernel.pageTables().writeProtect(folio);
                    kernel.pageTables().clear(vector);
                    kernel.pageTables().flush();
                    assertThat(kernel.pageTables().mapCopyOnWrite(vector, folio))
                            .isTrue();
                    kernel.pageTables().freeCleared();
                    folio.unlock();
                    kernel.pageTables().unlock();
                    folio.put();
                },
                new int[] {ANONYMOUS},
                new int[] {PAGE});
        assertThat(frame(task, ANONYMOUS)).isEqualTo(folio(0).frame());
    }

    @Test
    void aStoreThroughASharedMappingChangesTheFileOnly() {
        store(other, SHARED + 1, stored(1));
        flip();

        store(other, SHARED, stored(2));

        assertThat(load(task, ANONYMOUS)).isEqualTo(onDisk(0));
        assertThat(load(task, ANONYMOUS + 1)).isEqualTo(stored(1));
        assertThat(load(task, SHARED)).isEqualTo(stored(2));
        assertThat(load(task, SHARED + 1)).isEqualTo(stored(1));
        assertThat(machine.fileCell(file, 0)).isEqualTo(stored(2));
    }

    @Test
    void aStoreToTheSnapshotChangesTheSnapshotOnly() {
        flip();

        store(task, ANONYMOUS, stored(1));

        assertThat(load(task, ANONYMOUS)).isEqualTo(stored(1));
        assertThat(machine.fileCell(file, 0)).isEqualTo(onDisk(0));
    }

    @Test
    void preparingAWriteGivesTheCacheAFrameOfItsOwn() {
        flip();
        int shared = folio(0).frame();

        inCall(other, (kernel, inode, vector) -> {
            Folio folio = kernel.pageCache().grab(inode, 0);
            assertThat(inode.prepareWrite(folio, 0, PAGE)).isZero();
            kernel.zero(folio, 0, PAGE);
            folio.unlock();
            folio.put();
        });

        assertThat(folio(0).frame()).isNotEqualTo(shared);
        assertThat(load(other, SHARED)).isZero();
        assertThat(load(task, ANONYMOUS)).isEqualTo(onDisk(0));
    }

    @Test
    void aTruncationZeroesTheCachesTailAndLeavesTheSnapshot() {
        flip();

        calls.truncate(kernelThread, file, 3);

        assertThat(load(task, ANONYMOUS + 5)).isEqualTo(onDisk(5));
        assertThat(load(task, SHARED + 5)).isZero();
    }

    @Test
    void aTruncationThatGetsNoFrameLeavesTheOnlyOneToTheSnapshot() {
        flip();
        store(other, SHARED, stored(1));
        flip();
        int allocated = 0;
        while (allocated != PhysicalMemory.NONE) {
            allocated = machine.memory().allocate();
        }

        calls.truncate(kernelThread, file, 3);
        calls.truncate(kernelThread, file, PAGE);

        assertThat(load(task, ANONYMOUS + 5)).isEqualTo(onDisk(5));
        assertThat(machine.fileCell(file, 0)).isEqualTo(stored(1));
        assertThat(machine.fileCell(file, 5)).isZero();
    }

    @Test
    void reclaimTakesTheFolioAndLeavesTheFrameToTheSnapshot() {
        flip();

        assertThat(calls.reclaim(kernelThread, file, 0)).isOne();

        assertThat(load(task, ANONYMOUS)).isEqualTo(onDisk(0));
        assertThat(machine.memory().references(frame(task, ANONYMOUS))).isOne();
    }

    @Test
    void onceTheSnapshotIsGoneTheFolioKeepsItsFrame() {
        flip();
        int shared = folio(0).frame();
        calls.dontNeed(task, page(ANONYMOUS), 1);

        store(other, SHARED, stored(1));

        assertThat(folio(0).frame()).isEqualTo(shared);
        assertThat(folio(0).isCopyOnWrite()).isFalse();
        assertThat(machine.fileCell(file, 0)).isEqualTo(stored(1));
    }

    @Test
    void aSnapshotOnItsWayOutOfTheTlbsStillCounts() {
        flip();
        load(other, ANONYMOUS);
        Task third = machine.createTask(9, machine.createSpace(), 3);
        machine.map(third.user(), "theirs", Vma.Kind.SHARED, 0, 1, file, 0, READ_WRITE, -1);
        story.before(StepKind.FLUSH_TLB).of(task).run(() -> {
            store(third, 0, stored(1));
            assertThat(load(other, ANONYMOUS)).isEqualTo(onDisk(0));
        });

        calls.munmap(task, page(ANONYMOUS), 1);

        assertThat(story.isOver()).isTrue();
    }

    @Test
    void noSnapshotIsTakenOfAFrameThatAPinMayStoreTo() {
        inCall(
                other,
                (kernel, inode, vector) -> {
                    HeldPage held = kernel.userMemory().hold(vector, true);
                    inCall(
                            task,
                            (theirs, same, at) -> {
                                Folio folio = theirs.pageCache().findLocked(same, 0);
                                folio.shareCopyOnWrite();
                                theirs.pageTables().lock();
                                theirs.pageTables().clear(at);
                                assertThat(theirs.pageTables().mapCopyOnWrite(at, folio))
                                        .isFalse();
                                theirs.pageTables().flush();
                                theirs.pageTables().freeCleared();
                                theirs.pageTables().unlock();
                                assertThat(same.prepareWrite(folio, 0, 1)).isZero();
                                folio.unlock();
                                folio.put();
                            },
                            new int[] {ANONYMOUS},
                            new int[] {PAGE});
                    kernel.zero(held, 0, 1);
                    held.release();
                },
                new int[] {SHARED},
                new int[] {PAGE});

        assertThat(machine.fileCell(file, 0)).isZero();
        assertThat(folio(0).isDirty()).isTrue();
    }
}
