package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.hardware.Cell;
import dev.faultline.hardware.Step;
import dev.faultline.hardware.StepKind;
import dev.faultline.spi.Errno;
import org.junit.jupiter.api.Test;

class DiskTest extends Scene {
    private final FolioIo io = machine.procedures().folioIo();
    private final Disk disk = machine.disk();

    private CacheFolio grab(int index) {
        return machine.procedures().cacheIndex().grab(task, file, index);
    }

    private int cell(CacheFolio folio, int offset) {
        return machine.memory().read(folio.frame(), offset);
    }

    @Test
    void aTransferMovesAPieceAtAStep() {
        CacheFolio folio = grab(0);
        io.submitRead(task, folio);

        disk.advance();

        assertThat(cell(folio, 3)).isEqualTo(onDisk(3));
        assertThat(Cell.isPoison(cell(folio, 4))).isTrue();
        assertThat(folio.isUptodate()).isFalse();
        disk.advance();
        assertThat(cell(folio, 4)).isEqualTo(onDisk(4));
        assertThat(folio.isUptodate()).isTrue();
        assertThat(disk.pending()).isFalse();
    }

    @Test
    void transfersHappenInTheOrderOfSubmission() {
        CacheFolio second = grab(1);
        CacheFolio first = grab(0);
        io.submitRead(task, second);
        io.submitRead(task, first);

        assertThat(disk.step()).isEqualTo(Step.of(StepKind.DISK_IO, second.place()));
        disk.advance();
        disk.advance();

        assertThat(second.isUptodate()).isTrue();
        assertThat(disk.step()).isEqualTo(Step.of(StepKind.DISK_IO, first.place()));
    }

    @Test
    void whatLiesPastTheEndComesAsZeros() {
        calls.truncate(task, file, 3);
        CacheFolio folio = grab(0);

        assertThat(io.readIn(task, folio)).isZero();

        assertThat(cell(folio, 2)).isEqualTo(onDisk(2));
        assertThat(cell(folio, 3)).isZero();
    }

    @Test
    void noReadOfABadPageSucceedsHoweverOftenItIsTried() {
        file.makeBad(1);
        CacheFolio folio = grab(1);

        assertThat(io.readIn(task, folio)).isEqualTo(Errno.EIO);
        assertThat(io.readIn(task, folio)).isEqualTo(Errno.EIO);
        assertThat(io.readIn(task, grab(0))).isZero();
    }

    @Test
    void aFailedReadLeavesTheFolioNotUptodateAndLockedByItsReader() {
        machine.settings().allowReadErrors(1);
        story.failReads(1);
        CacheFolio folio = grab(0);

        assertThat(io.readIn(task, folio)).isEqualTo(Errno.EIO);

        assertThat(folio.isUptodate()).isFalse();
        assertThat(folio.lock().isHeldBy(task)).isTrue();
    }

    @Test
    void aFailedReadBringsGarbage() {
        machine.settings().allowReadErrors(1);
        story.failReads(1);
        CacheFolio folio = grab(0);

        io.readIn(task, folio);

        assertThat(Cell.isPoison(cell(folio, 0))).isTrue();
    }

    @Test
    void noMoreReadsFailThanAllowed() {
        machine.settings().allowReadErrors(1);
        story.failReads(2);
        CacheFolio folio = grab(0);
        io.readIn(task, folio);

        assertThat(io.readIn(task, folio)).isZero();
    }

    @Test
    void aReadThatEndsShortIsNotUptodateAndGoesOnBehindTheOthers() {
        machine.settings().allowShortTransfers(1);
        CacheFolio folio = grab(0);
        CacheFolio next = grab(1);
        io.submitRead(task, folio);
        io.submitRead(task, next);
        story.chooseOtherwise(1);

        disk.advance();

        assertThat(folio.isUptodate()).isFalse();
        assertThat(folio.isLocked()).isTrue();
        assertThat(disk.step()).isEqualTo(Step.of(StepKind.DISK_IO, next.place()));
        disk.advance();
        disk.advance();
        assertThat(next.isUptodate()).isTrue();
        assertThat(folio.isUptodate()).isFalse();
        disk.advance();
        assertThat(folio.isUptodate()).isTrue();
        assertThat(cell(folio, 0)).isEqualTo(onDisk(0));
        assertThat(cell(folio, 7)).isEqualTo(onDisk(7));
        assertThat(disk.pending()).isFalse();
    }

    @Test
    void aWritebackThatEndsShortIsNotOverBeforeTheLastByteIsThere() {
        store(task, SHARED + 6, stored(7));
        machine.settings().allowShortTransfers(1);
        story.chooseOtherwise(1);
        CacheFolio folio = folio(0);
        folio.lock().lock(task);
        machine.policy().startWriteback(task.vm(), folio);

        disk.advance();

        assertThat(folio.isUnderWriteback()).isTrue();
        assertThat(file.diskCell(6)).isEqualTo(onDisk(6));
        disk.advance();
        assertThat(folio.isUnderWriteback()).isFalse();
        assertThat(file.diskCell(6)).isEqualTo(stored(7));
    }

    @Test
    void noMoreTransfersEndShortThanAllowed() {
        machine.settings().allowShortTransfers(1);
        story.chooseOtherwise(5);

        io.readIn(task, grab(0));
        io.readIn(task, grab(1));

        assertThat(story.choices).isOne();
    }

    @Test
    void aBadPageFailsWhole() {
        machine.settings().allowShortTransfers(1);
        story.chooseOtherwise(1);
        file.makeBad(0);

        assertThat(io.readIn(task, grab(0))).isEqualTo(Errno.EIO);

        assertThat(story.choices).isZero();
    }

    @Test
    void aFolioUnderTransferIsReferencedByTheDisk() {
        CacheFolio folio = grab(0);
        int before = folio.references();

        io.submitRead(task, folio);

        assertThat(folio.references()).isEqualTo(before + 1);
    }

    @Test
    void nothingIsReadFromBehindTheEndOfTheFile() {
        CacheFolio folio = grab(2);

        assertThat(io.readIn(task, folio)).isZero();

        assertThat(disk.pending()).isFalse();
        assertThat(folio.isUptodate()).isTrue();
        assertThat(cell(folio, 0)).isZero();
    }
}
