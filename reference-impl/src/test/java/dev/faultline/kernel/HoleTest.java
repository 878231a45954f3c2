package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.spi.Errno;
import dev.faultline.spi.Folio;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoleTest extends Scene {
    HoleTest() {
        machine.makeHole(file, 1);
    }

    @Test
    void aHoleReadsAsZeroWithoutTheDisk() {
        inCall(task, (kernel, inode, vector) -> {
            Folio folio = kernel.pageCache().grab(inode, 1);

            assertThat(folio.readIn()).isZero();

            assertThat(folio.isUptodate()).isTrue();
            assertThat(machine.disk().pending()).isFalse();
            folio.unlock();
            folio.put();
        });
        assertThat(load(task, SHARED + PAGE)).isZero();
    }

    @Test
    void aFaultOnAHoleFindsZeros() {
        assertThat(load(task, SHARED + PAGE + 3)).isZero();
        assertThat(folio(1).isLocked()).isFalse();
    }

    @Test
    void aPartialWriteFindsZerosAround() {
        inCall(task, (kernel, inode, vector) -> {
            Folio folio = kernel.pageCache().grab(inode, 1);

            assertThat(inode.prepareWrite(folio, 2, 4)).isZero();

            assertThat(folio.isUptodate()).isTrue();
            folio.unlock();
            folio.put();
        });
        assertThat(machine.memory().read(folio(1).frame(), 0)).isZero();
    }

    @Test
    void aHoleGetsItsBlockWhenItIsWrittenBack() {
        List<Boolean> holes = new ArrayList<>();
        Body look = (kernel, inode, vector) -> holes.add(inode.isHole(1));
        store(task, SHARED + PAGE, stored(1));
        inCall(task, look);

        calls.writeBack(kernelThread, file, 1);

        inCall(task, look);
        assertThat(holes).containsExactly(true, false);
        assertThat(file.diskCell(PAGE)).isEqualTo(stored(1));
    }

    @Test
    void whatLiesPastTheEndHasNoBlockEither() {
        inCall(task, (kernel, inode, vector) -> {
            assertThat(inode.isHole(0)).isFalse();
            assertThat(inode.isHole(2)).isTrue();
        });
    }

    @Test
    void aFullDiskRefusesRoomForAHoleButNotForAPageThatHasABlock() {
        machine.settings().allowFullDisk(2);
        story.failReads(2);

        inCall(task, (kernel, inode, vector) -> {
            Folio folio = kernel.pageCache().grab(inode, 0);
            assertThat(inode.prepareWrite(folio, 0, PAGE)).isZero();
            folio.unlock();
            folio.put();
            folio = kernel.pageCache().grab(inode, 1);
            assertThat(inode.prepareWrite(folio, 0, PAGE)).isEqualTo(Errno.ENOSPC);
            folio.unlock();
            folio.put();
            folio = kernel.pageCache().grab(inode, 2);
            assertThat(inode.prepareWrite(folio, 0, PAGE)).isEqualTo(Errno.ENOSPC);
            folio.unlock();
            folio.put();
        });

        assertThat(watch.spaceRefused).isEqualTo(2);
    }

    @Test
    void roomThatWasGivenIsKept() {
        machine.settings().allowFullDisk(1);

        inCall(task, (kernel, inode, vector) -> {
            Folio folio = kernel.pageCache().grab(inode, 1);
            assertThat(inode.prepareWrite(folio, 0, PAGE)).isZero();
            story.failReads(1);
            assertThat(inode.prepareWrite(folio, 0, PAGE)).isZero();
            folio.unlock();
            folio.put();
        });
    }

    @Test
    void aTruncationGivesRoomBack() {
        machine.settings().allowFullDisk(1);
        calls.truncate(task, file, 0);
        story.failReads(1);

        inCall(task, (kernel, inode, vector) -> {
            Folio folio = kernel.pageCache().grab(inode, 0);
            assertThat(inode.prepareWrite(folio, 0, PAGE)).isEqualTo(Errno.ENOSPC);
            folio.unlock();
            folio.put();
        });
    }
}
