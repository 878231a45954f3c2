package dev.faultline.law;

import static dev.faultline.Programs.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.Culprit;
import dev.faultline.spi.Folio;
import dev.faultline.spi.HeldPage;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;
import dev.faultline.spi.KernelBuffer;
import org.junit.jupiter.api.Test;

/** A transfer that the disk ends short excuses a short count where it was the call's own, and no byte that has not moved. */
class ShortTransferTest {
    private static final Culprit WRITES_WHAT_IS_MOVED =
            Culprit.writing((kernel, file, position, from) -> writeDirect(kernel, file, from));
    private static final Culprit WRITES_TWO_BYTES = Culprit.writing(ShortTransferTest::writeTwoBytes);
    private static final String WRITE = maybeShort("F 8: cold", "write(F@0, b+0:8)");
    private static final String READ = maybeShort("F 8: cold", "read(F@0, b+0:8)");

    private static final String SPLICE = maybeShort("F 8: cold", "vmsplice(P, b+0:8)\n  splice(P, F@0, 8)")
            .replace("process A", "pipe P 1\nprocess A");

    private static String maybeShort(String file, String operations) {
        return program(file, "b = anonymous 1 page, rw, filled", operations)
                .replace("task T1", "inject 1 short transfer\ntask T1");
    }

    private static int writeDirect(Kernel kernel, Inode file, IoVector from) {
        HeldPage page = kernel.userMemory().hold(from, false);
        assertThat(page).isNotNull();
        int moved = file.writeDirect(0, page);
        page.release();
        return moved;
    }

    private static int writeTwoBytes(Kernel kernel, Inode file, int position, IoVector from) {
        Folio folio = kernel.pageCache().grab(file, 0);
        assertThat(folio).isNotNull();
        file.prepareWrite(folio, 0, 2);
        kernel.userMemory().copyFromUser(folio, 0, from, 2);
        file.commitWrite(folio, 0, 2);
        folio.unlock();
        folio.put();
        return 2;
    }

    @Test
    void aDirectWriteMayBeAsShortAsItsTransfer() {
        Trial.acquits(WRITES_WHAT_IS_MOVED, WRITE);
    }

    @Test
    void aWriteWhoseFolioWasReadInTwoPartsMayNot() {
        assertThat(Trial.accusation(WRITES_TWO_BYTES, WRITE).expected())
                .isEqualTo("8: the rest of its source stayed accessible");
    }

    @Test
    void aSpliceToAFileMayBeAsShortAsItsTransfer() {
        Trial.acquits(WRITES_WHAT_IS_MOVED, SPLICE);
    }

    @Test
    void aSpliceWhoseFolioWasReadInTwoPartsMayNot() {
        assertThat(Trial.accusation(WRITES_TWO_BYTES, SPLICE).expected())
                .isEqualTo("8: so many bytes waited in the pipe");
    }

    @Test
    void norMayAWriteBesideAnothersShortTransfer() {
        Culprit culprit = Culprit.writing((kernel, file, position, from) ->
                position == 0 ? writeDirect(kernel, file, from) : writeTwoBytes(kernel, file, position, from));
        String twoWriters = """
                machine page 8
                file F 8: warm
                file G 8: cold
                process A
                  b = anonymous 1 page, rw, filled
                inject 1 short transfer
                task T1 in A
                  write(G@0, b+0:8)
                task T2 in A
                  write(F@1, b+0:4)
                """;

        assertThat(Trial.accusation(culprit, twoWriters).title()).isEqualTo("T2's write(F@1, b+0:4) returned 2");
    }

    @Test
    void aWriteThatCountsWhatHasNotMoved() {
        Culprit culprit = Culprit.writing((kernel, file, position, from) -> {
            writeDirect(kernel, file, from);
            return 8;
        });

        assertThat(Trial.accusation(culprit, WRITE).law()).isEqualTo("byte-rule");
    }

    @Test
    void aWriteOfABufferThatCountsWhatHasNotMoved() {
        Culprit culprit = Culprit.writing((kernel, file, position, from) -> {
            KernelBuffer buffer = kernel.allocate(8);
            kernel.userMemory().copyFromUser(buffer, 0, from, 8);
            file.writeDirect(0, buffer);
            buffer.release();
            return 8;
        });

        assertThat(Trial.accusation(culprit, WRITE).law()).isEqualTo("byte-rule");
    }

    @Test
    void aReadThatCountsWhatHasNotMoved() {
        Culprit culprit = Culprit.reading((kernel, file, position, to) -> {
            HeldPage page = kernel.userMemory().hold(to, true);
            assertThat(page).isNotNull();
            file.readDirect(0, page);
            page.release();
            return 8;
        });

        assertThat(Trial.accusation(culprit, READ).law()).isEqualTo("byte-rule");
    }

    @Test
    void aReadThroughABufferThatCountsWhatHasNotMoved() {
        Culprit culprit = Culprit.reading((kernel, file, position, to) -> {
            KernelBuffer buffer = kernel.allocate(8);
            file.readDirect(0, buffer);
            int copied = kernel.userMemory().copyToUser(to, buffer, 0, 8);
            buffer.release();
            return copied;
        });

        assertThat(Trial.accusation(culprit, READ).law()).isEqualTo("exposure");
    }

    @Test
    void whoGoesOnIsNotAccused() {
        Trial.acquitsAll("""
                machine page 8
                file F 20: cold dirty hole
                process A
                  a = shared F page 0, 2 pages, rw
                  b = anonymous 2 pages, rw, filled
                inject 3 short transfers
                task T1 in A
                  write(F@0, b+0:16)
                  read(F@8, b+0:8)
                task T2 in A
                  store(a+6:4)
                  read(F@0, b+8:8)
                task K1 kernel
                  reclaim(F page 1)
                """);
    }

    @Test
    void aFileMayGrowByAPart() {
        Trial.acquitsAll(maybeShort("F 0", "write(F@0, b+0:8)\n  read(F@0, b+0:8)"));
    }
}
