package dev.faultline.law;

import static dev.faultline.Programs.program;
import static dev.faultline.SampleStrategies.exhibit;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.Culprit;
import dev.faultline.spi.Folio;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;
import dev.faultline.spi.KernelBuffer;
import dev.faultline.strategy.FreeBsd;
import dev.faultline.strategy.Linux2624WriteBegin;
import dev.faultline.strategy.Linux6;
import org.junit.jupiter.api.Test;

class ByteRuleTest {
    private static final String READ_ONTO_ITSELF =
            program("F 8: warm", "a = shared F page 0, 1 page, rw", "read(F@0, a+0:8)");

    @Test
    void aZeroThatNothingPutThere() {
        Violation violation = Trial.accusation(exhibit("destructive-prefault"), READ_ONTO_ITSELF);

        assertThat(violation)
                .isEqualTo(new Violation(
                        "byte-rule",
                        "T1's read(F@0, a+0:8) found a zero at F[0] that nothing put there",
                        "F[0] is F[0] as on disk at the start",
                        "F[0] is a zero"));
    }

    @Test
    void theSameReadIsTheIdentityForASoundStrategy() {
        Trial.acquitsAll(READ_ONTO_ITSELF);
    }

    /** The page that the write takes hold of is cut off, and its bytes behind the old end are written elsewhere before it looks at them. */
    @Test
    void aWriteMayTakeTheTailOfAPageThatItHoldsWhenTheFileHasGrown() {
        String grownMeanwhile = """
                machine page 8
                file F 1: cold
                file G 0
                process A
                  a = shared F page 0, 1 page, rw
                  b = anonymous 1 page, rw, filled
                task T1 in A
                  ftruncate(F, 0)
                  write(F@0, b+0:8)
                task T2 in A
                  write(G@0, a+0:8)
                """;

        Trial.acquitsInEvery(1, new FreeBsd(), grownMeanwhile);
    }

    @Test
    void aWriteThatIsLostIsFoundAlthoughNobodyReads() {
        Violation violation = Trial.accusation(
                Culprit.writing((kernel, file, position, from) -> {
                    KernelBuffer buffer = kernel.allocate(from.remaining());
                    int copied = kernel.userMemory().copyFromUser(buffer, 0, from, from.remaining());
                    buffer.release();
                    return copied;
                }),
                program("F 8: warm", "b = anonymous 1 page, rw, filled", "write(F@2, b+0:3)"));

        assertThat(violation.law()).isEqualTo("byte-rule");
        assertThat(violation.title()).isEqualTo("a look at rest found an old value at F[2], already overwritten");
        assertThat(violation.expected()).isEqualTo("F[2] is b+0 of A as at the start");
        assertThat(violation.actual()).isEqualTo("F[2] is F[2] as on disk at the start");
    }

    @Test
    void aCountThatIncludesBytesNeverRead() {
        Violation violation = Trial.accusation(
                Culprit.writing((kernel, file, position, from) -> from.remaining()),
                program("F 8: warm", "b = anonymous 1 page, rw, filled", "write(F@0, b+0:4)"));

        assertThat(violation.law()).isEqualTo("byte-rule");
        assertThat(violation.title())
                .isEqualTo("T1's write(F@0, b+0:4) returned 4 but never read byte 0 of its source");
    }

    @Test
    void aWriteToAFolioThatATruncationCutOff() {
        Violation violation = Trial.accusation(
                exhibit("folio-found-before-lock"),
                program("F 4: warm", "b = anonymous 1 page, rw, filled", "write(F@0, b+0:8)", "ftruncate(F, 0)"));

        assertThat(violation.law()).isEqualTo("byte-rule");
        assertThat(violation.actual()).isEqualTo("F[7] is a zero");
    }

    @Test
    void bytesThatAnotherWritersExtensionWipesOut() {
        Violation violation = Trial.accusation(
                Culprit.writing((kernel, file, position, from) -> {
                    int end = position + from.remaining();
                    int pageSize = kernel.pageSize();
                    while (from.remaining() > 0) {
                        int at = end - from.remaining();
                        int length = Math.min(pageSize - at % pageSize, from.remaining());
                        Folio folio = requireNonNull(kernel.pageCache().grab(file, at / pageSize));
                        file.prepareWrite(folio, at % pageSize, at % pageSize + length);
                        kernel.userMemory().copyFromUser(folio, at % pageSize, from, length);
                        file.commitWrite(folio, at % pageSize, at % pageSize + length);
                        folio.unlock();
                        folio.put();
                    }
                    return from.remaining() == 0 ? end - position : 0;
                }),
                program("F 4: warm", "a = anonymous 2 pages, rw, filled", "write(F@2, a+0:6)", "write(F@12, a+8:4)"));

        assertThat(violation.law()).isEqualTo("byte-rule");
        assertThat(violation.actual()).endsWith("is a zero");
    }

    @Test
    void aReaderThatSeesTheSizeBeforeTheBytes() {
        Violation violation = Trial.accusation(
                exhibit("size-before-data"),
                program("F 2: warm", "b = anonymous 2 pages, rw, filled", "write(F@2, b+0:6)", "read(F@0, b+8:8)"));

        assertThat(violation.law()).isEqualTo("byte-rule");
        assertThat(violation.title()).endsWith("what lay past the end of the file");
    }

    @Test
    void aTornReadIsLegalWhereOnlyBytesArePromised() {
        Trial.acquits(new Linux6(), """
                machine page 8
                file F 16: warm warm
                process A
                  b = anonymous 2 pages, rw, filled
                  c = anonymous 2 pages, rw
                task T1 in A
                  write(F@0, b+0:16)
                task T2 in A
                  read(F@0, c+0:16)
                """);
    }

    /** Which is why this writer drops the inode lock between pages: both zeros and its own bytes are right then. */
    @Test
    void whatIsStoredPastTheEndBetweenTwoPagesOfAWriteMayReadZero() {
        Trial.acquits(
                Culprit.writing((kernel, file, position, from) -> {
                    int end = position + from.remaining();
                    for (int at = position; at < end; at += kernel.pageSize()) {
                        writeWholePage(kernel, file, at, from);
                    }
                    return end - position;
                }),
                """
                machine page 8
                file F 0
                process A
                  a = shared F page 0, 1 page, rw
                  b = anonymous 2 pages, rw, filled
                task T1 in A
                  ftruncate(F, 1)
                  store(a+0:8)
                task T2 in A
                  write(F@0, b+0:16)
                """);
    }

    @Test
    void besideATruncationAReadMayFindZeros() {
        Trial.acquitsAll("""
                machine page 8
                file F 16: warm cold
                process A
                  c = anonymous 2 pages, rw
                task T1 in A
                  ftruncate(F, 3)
                  ftruncate(F, 16)
                task T2 in A
                  read(F@0, c+0:16)
                  read(F@0, c+0:16)
                """);
    }

    @Test
    void storesPastTheEndNeverBecomeContent() {
        Trial.acquitsAll("""
                machine page 8
                file F 3: warm
                process A
                  a = shared F page 0, 1 page, rw
                  b = anonymous 1 page, rw, filled
                task T1 in A
                  store(a+2:5)
                  load(a+0:8)
                  ftruncate(F, 8)
                  read(F@0, b+0:8)
                task K1 kernel
                  writeback(F page 0)
                  reclaim(F page 0)
                """);
    }

    /** First past the end of the file, where it is no content, and again when a write has extended the file. */
    @Test
    void aReadWhoseSegmentsOverlapMayStoreTheSameByteTwice() {
        Trial.acquits(
                new Linux2624WriteBegin(),
                program(
                        "F 4: warm",
                        "b = shared F page 0, 1 page, rw",
                        "readv(F@0, b+1:6, b+2:6)",
                        "write(F@8, b+0:4)"));
    }

    @Test
    void aWriteMayTakeItsBytesFromWhereItPutsThem() {
        Trial.acquitsAll("""
                machine page 8
                file F 16: cold dirty
                process A
                  a = shared F page 0, 2 pages, rw
                task T1 in A
                  write(F@0, a+0:16)
                  write(F@2, a+0:8)
                task T2 in A
                  write(F@0, a+3:8)
                task K1 kernel
                  reclaim(F page 0)
                """);
    }

    /** Under the inode lock for this page only. */
    private static void writeWholePage(Kernel kernel, Inode file, int position, IoVector from) {
        KernelBuffer buffer = kernel.allocate(kernel.pageSize());
        kernel.userMemory().copyFromUser(buffer, 0, from, kernel.pageSize());
        file.lock();
        Folio folio = requireNonNull(kernel.pageCache().grab(file, position / kernel.pageSize()));
        file.prepareWrite(folio, 0, kernel.pageSize());
        kernel.copy(folio, 0, buffer, 0, kernel.pageSize());
        file.commitWrite(folio, 0, kernel.pageSize());
        folio.unlock();
        folio.put();
        file.unlock();
        buffer.release();
    }
}
