package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.spi.Errno;
import dev.faultline.spi.HeldPage;
import dev.faultline.spi.Inode;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DirectTransferTest extends Scene {
    @Test
    void aPageGoesFromTheUsersFrameToTheDiskPastTheCache() {
        inKernelOn(
                ANONYMOUS,
                false,
                (inode, page) -> assertThat(inode.writeDirect(1, page)).isEqualTo(PAGE));

        assertThat(file.diskCell(PAGE)).isEqualTo(filled(0));
        assertThat(file.folioAt(1)).isNull();
        assertThat(file.currentSize()).isEqualTo(2 * PAGE);
    }

    @Test
    void aPageComesFromTheDiskIntoTheUsersFrame() {
        inKernelOn(
                ANONYMOUS,
                true,
                (inode, page) -> assertThat(inode.readDirect(1, page)).isEqualTo(PAGE));

        assertThat(load(task, ANONYMOUS + 3)).isEqualTo(onDisk(PAGE + 3));
        assertThat(file.folioAt(1)).isNull();
    }

    @Test
    void aHoleComesAsZerosAndIsFilledByAWrite() {
        machine.makeHole(file, 1);
        inKernelOn(
                ANONYMOUS,
                true,
                (inode, page) -> assertThat(inode.readDirect(1, page)).isEqualTo(PAGE));
        assertThat(load(task, ANONYMOUS)).isZero();

        inKernelOn(ANONYMOUS + PAGE, false, (inode, page) -> {
            assertThat(inode.writeDirect(1, page)).isEqualTo(PAGE);
            assertThat(inode.isHole(1)).isFalse();
        });

        assertThat(file.diskCell(PAGE)).isEqualTo(filled(PAGE));
    }

    @Test
    void aReadMayFailAndAWriteMayFindTheDiskFull() {
        machine.settings().allowReadErrors(1);
        machine.settings().allowFullDisk(1);
        story.failReads(2);
        machine.makeHole(file, 1);

        inKernelOn(ANONYMOUS, true, (inode, page) -> {
            assertThat(inode.readDirect(0, page)).isEqualTo(Errno.EIO);
            assertThat(inode.writeDirect(1, page)).isEqualTo(Errno.ENOSPC);
        });

        assertThat(file.diskCell(PAGE)).isZero();
    }

    @Test
    void aReadThatEndsShortLeavesTheRestOfTheMemoryAsItWas() {
        machine.settings().allowShortTransfers(1);
        story.chooseOtherwise(1);

        inKernelOn(ANONYMOUS, true, (inode, page) -> {
            assertThat(inode.readDirect(1, page)).isEqualTo(PAGE / 2);
            assertThat(machine.disk().pending()).isFalse();
        });

        assertThat(load(task, ANONYMOUS + 3)).isEqualTo(onDisk(PAGE + 3));
        assertThat(load(task, ANONYMOUS + 4)).isEqualTo(filled(4));
        assertThat(watch.transferredShort).containsExactly(0);
    }

    @Test
    void aWriteThatEndsShortLeavesTheRestOfThePageAsItWas() {
        machine.settings().allowShortTransfers(1);
        story.chooseOtherwise(1);

        inKernelOn(
                ANONYMOUS,
                false,
                (inode, page) -> assertThat(inode.writeDirect(1, page)).isEqualTo(PAGE / 2));

        assertThat(file.diskCell(PAGE + 3)).isEqualTo(filled(3));
        assertThat(file.diskCell(PAGE + 4)).isEqualTo(onDisk(PAGE + 4));
    }

    @Test
    void aHoleThatIsWrittenInPartHasZerosBehind() {
        machine.makeHole(file, 1);
        machine.settings().allowShortTransfers(1);
        story.chooseOtherwise(1);

        inKernelOn(ANONYMOUS, false, (inode, page) -> {
            assertThat(inode.writeDirect(1, page)).isEqualTo(PAGE / 2);
            assertThat(inode.isHole(1)).isFalse();
        });

        assertThat(file.diskCell(PAGE + 3)).isEqualTo(filled(3));
        assertThat(file.diskCell(PAGE + 4)).isZero();
    }

    @Test
    void aPageHeldForReadingIsNotStoredTo() {
        assertThatThrownBy(() -> inKernelOn(ANONYMOUS, false, (inode, page) -> inode.readDirect(0, page)))
                .isInstanceOf(Oops.class);
    }

    @Test
    void invalidationWritesBackWhatIsDirtyAndUnmapsIt() {
        store(task, SHARED + 1, stored(7));

        inCall(
                task,
                (kernel, inode, vector) ->
                        assertThat(kernel.pageCache().invalidate(inode, 0, 2)).isTrue());

        assertThat(file.folioAt(0)).isNull();
        assertThat(file.diskCell(1)).isEqualTo(stored(7));
        assertThat(load(task, SHARED + 1)).isEqualTo(stored(7));
    }

    @Test
    void aPinnedPageStaysInTheCache() {
        inKernel(task, SHARED, PAGE, (kernel, vector) -> {
            HeldPage page = kernel.userMemory().hold(vector, false);
            assertThat(page).isNotNull();
            inodeOf(inode ->
                    assertThat(kernel.pageCache().invalidate(inode, 0, 1)).isFalse());
            page.release();
        });

        assertThat(file.folioAt(0)).isNotNull();
    }

    @Test
    void writeBackLeavesThePageInTheCache() {
        store(task, SHARED + 1, stored(7));

        inCall(task, (kernel, inode, vector) -> kernel.pageCache().writeBack(inode, 0, 4));

        assertThat(folio(0).isDirty()).isFalse();
        assertThat(file.diskCell(1)).isEqualTo(stored(7));
    }

    private void inodeOf(Consumer<Inode> body) {
        body.accept(task.view().inode(file));
    }

    private void inKernelOn(int address, boolean forWriting, BiConsumer<Inode, HeldPage> body) {
        inCall(
                task,
                (kernel, inode, vector) -> {
                    HeldPage page = kernel.userMemory().hold(vector, forWriting);
                    assertThat(page).isNotNull();
                    body.accept(inode, page);
                    page.release();
                },
                new int[] {address},
                new int[] {PAGE});
    }
}
