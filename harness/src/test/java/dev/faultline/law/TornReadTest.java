package dev.faultline.law;

import static dev.faultline.SampleStrategies.exhibit;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.SampleStrategies;
import dev.faultline.spi.Folio;
import dev.faultline.spi.Guarantee;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;
import dev.faultline.spi.KernelBuffer;
import dev.faultline.strategy.FreeBsd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TornReadTest {
    private static final String TWO_PAGES = """
            machine page 8
            file F 16: warm warm
            process A
              b = anonymous 2 pages, rw, filled
              c = anonymous 2 pages, rw
            task T1 in A
              write(F@0, b+0:16)
            task T2 in A
              read(F@0, c+0:16)
            """;

    @Test
    void aReadOfAPageThatSawHalfOfAWrite() {
        Violation violation = Trial.accusation(exhibit("page-promised-unlocked"), TWO_PAGES);

        assertThat(violation.law()).isEqualTo("torn-read");
        assertThat(violation.title()).isEqualTo("T2's read(F@0, c+0:16) saw half of T1's write(F@0, b+0:16)");
    }

    @Test
    void aCallThatSawOnePageBeforeAndOneAfter() {
        Violation violation = Trial.accusation(exhibit("call-promised-page-locked"), TWO_PAGES);

        assertThat(violation.law()).isEqualTo("torn-read");
        assertThat(violation.expected()).isEqualTo("the read is wholly before or wholly after the change");
    }

    @Test
    void aRangeLockKeepsWhatItPromises() {
        Trial.acquits(new FreeBsd(), TWO_PAGES);
    }

    @Test
    void loadsAndStoresThroughMappingsTakeNoPart() {
        Trial.acquits(new FreeBsd(), """
                machine page 8
                file F 16: warm warm
                process A
                  a = shared F page 0, 2 pages, rw
                  b = anonymous 2 pages, rw, filled
                  c = anonymous 2 pages, rw
                task T1 in A
                  write(F@0, b+0:16)
                task T2 in A
                  read(F@0, c+0:16)
                task T3 in A
                  store(a+2:8)
                  load(a+0:16)
                """);
    }

    private static final String CUT_SHORT = """
            machine page 8
            file F 8: warm
            process A
              c = anonymous 1 page, rw
            task T1 in A
              ftruncate(F, 4)
            task T2 in A
              read(F@0, c+0:8)
            """;

    @ParameterizedTest
    @EnumSource(names = {"PAGE", "CALL"})
    void aReadThatCountsWhatATruncationTookAwayAndFindsItGone(Guarantee guarantee) {
        Violation violation = Trial.accusation(new SizeSampledEarly(guarantee), CUT_SHORT);

        assertThat(violation.law()).isEqualTo("torn-read");
        assertThat(violation.title()).isEqualTo("T2's read(F@0, c+0:8) saw half of T1's ftruncate(F, 4)");
        assertThat(violation.actual()).isEqualTo("F[4] was counted, as before it, F[4] was read after it");
    }

    @Test
    void oneByteIsEnough() {
        Violation violation = Trial.accusation(new SizeSampledEarly(Guarantee.CALL), """
                machine page 8
                file F 8: warm
                process A
                  c = anonymous 1 page, rw, filled
                task T1 in A
                  ftruncate(F, 4)
                task T2 in A
                  read(F@4, c+0:1)
                """);

        assertThat(violation.law()).isEqualTo("torn-read");
    }

    @Test
    void whoPromisesBytesMayCountBytesThatAreGone() {
        Trial.acquits(new SizeSampledEarly(Guarantee.BYTE), CUT_SHORT);
    }

    @Test
    void theCountProvesNothingOnceTheFileMayHaveGrownAgain() {
        Trial.acquitsAll("""
                machine page 8
                file F 8: warm
                process A
                  c = anonymous 1 page, rw
                task T1 in A
                  ftruncate(F, 0)
                task T3 in A
                  ftruncate(F, 8)
                task T2 in A
                  read(F@0, c+0:8)
                """);
    }

    private static final String CUT_AND_GROWN = """
            machine page 8
            file F 14: warm cold
            process A
              c = anonymous 2 pages, rw
            task T1 in A
              ftruncate(F, 4)
            task T2 in A
              ftruncate(F, 16)
            task T3 in A
              read(F@2, c+0:14)
              read(F@2, c+0:14)
            """;

    private static final String PUNCHED_TWICE = """
            machine page 8
            file F 16: warm warm
            process A
              c = anonymous 2 pages, rw
            task T1 in A
              punch(F@0, 12)
            task T2 in A
              punch(F@4, 12)
            task T3 in A
              read(F@0, c+0:16)
              read(F@0, c+0:16)
            """;

    @Test
    void aZeroThatEitherOfTwoTruncationsBroughtProvesNothing() {
        Trial.acquitsInEvery(2, new OneCallAtATime(), CUT_AND_GROWN);
        Trial.acquitsInEvery(1, new FreeBsd(), CUT_AND_GROWN);
        Trial.acquitsAll(CUT_AND_GROWN);
    }

    @Test
    void aZeroThatEitherOfTwoPunchesBroughtProvesNothing() {
        Trial.acquitsInEvery(2, new OneCallAtATime(), PUNCHED_TWICE);
        Trial.acquitsInEvery(1, new FreeBsd(), PUNCHED_TWICE);
        Trial.acquitsAll(PUNCHED_TWICE);
    }

    @Test
    void aZeroThatOnlyOneOfTwoPunchesCanHaveBroughtProvesThatItWasSeen() {
        Violation violation = Trial.accusation(exhibit("call-promised-page-locked"), PUNCHED_TWICE);

        assertThat(violation.law()).isEqualTo("torn-read");
        assertThat(violation.title()).containsPattern("T3's read\\(F@0, c\\+0:16\\) saw half of T[12]'s punch");
    }

    @Test
    void aReadBeforeATruncationThatBringsWhatWasWrittenAfterIt() {
        Violation violation = Trial.accusation(new SizeSampledEarly(Guarantee.CALL), """
                machine page 8
                file F 16: warm warm
                process A
                  b = anonymous 1 page, rw, filled
                  c = anonymous 2 pages, rw
                task T1 in A
                  ftruncate(F, 8)
                  write(F@0, b+0:8)
                task T2 in A
                  read(F@0, c+0:16)
                """);

        assertThat(violation.law()).isEqualTo("torn-read");
    }

    @Test
    void whatCameLaterThanTheChangeIsNamed() {
        Violation violation = Trial.accusation(exhibit("call-promised-page-locked"), """
                machine page 8
                file F 16: warm warm
                process A
                  b = anonymous 2 pages, rw, filled
                  c = anonymous 2 pages, rw
                task T1 in A
                  write(F@0, b+0:8)
                  write(F@8, b+8:8)
                task T2 in A
                  read(F@0, c+0:16)
                """);

        assertThat(violation.title()).isEqualTo("T2's read(F@0, c+0:16) saw half of T1's write(F@0, b+0:8)");
        assertThat(violation.actual()).isEqualTo("F[7] was read before it, F[8] after it, from T1's write(F@8, b+8:8)");
    }

    @Test
    void aSizeSampledBehindTheLockKeepsWhatIsPromised() {
        Trial.acquitsAll(CUT_SHORT);
    }

    /** Has the whole file to itself for as long as a call takes, so that what it promises is plain. */
    private static final class OneCallAtATime extends SampleStrategies.Sound {
        @Override
        public Guarantee guarantee() {
            return Guarantee.CALL;
        }

        @Override
        public int read(Kernel kernel, Inode file, int position, IoVector to) {
            file.lockRange(0, Integer.MAX_VALUE, true);
            int result = super.read(kernel, file, position, to);
            file.unlockRange(0, Integer.MAX_VALUE);
            return result;
        }

        @Override
        public int write(Kernel kernel, Inode file, int position, IoVector from) {
            file.lockRange(0, Integer.MAX_VALUE, true);
            int result = super.write(kernel, file, position, from);
            file.unlockRange(0, Integer.MAX_VALUE);
            return result;
        }
    }

    /**
     * Copies a page at a time, in one hold of the folio's lock and within the locked range of the call, but up to the
     * size that the file had before any lock was taken.
     */
    private static final class SizeSampledEarly extends SampleStrategies.Sound {
        private final Guarantee guarantee;

        SizeSampledEarly(Guarantee guarantee) {
            this.guarantee = guarantee;
        }

        @Override
        public Guarantee guarantee() {
            return guarantee;
        }

        @Override
        public int read(Kernel kernel, Inode file, int position, IoVector to) {
            int end = Math.min(position + to.remaining(), file.size());
            if (end <= position) {
                return 0;
            }
            file.lockRange(position, end, false);
            KernelBuffer buffer = kernel.allocate(kernel.pageSize());
            int at = position;
            while (at < end) {
                int length = Math.min(kernel.pageSize() - at % kernel.pageSize(), end - at);
                take(kernel, file, at, buffer, length);
                at += kernel.userMemory().copyToUser(to, buffer, 0, length);
            }
            buffer.release();
            file.unlockRange(position, end);
            return at - position;
        }

        private static void take(Kernel kernel, Inode file, int position, KernelBuffer buffer, int length) {
            file.lockInvalidation();
            Folio folio = requireNonNull(kernel.pageCache().grab(file, position / kernel.pageSize()));
            if (!folio.isUptodate()) {
                folio.readIn();
            }
            kernel.copy(buffer, 0, folio, position % kernel.pageSize(), length);
            folio.unlock();
            folio.put();
            file.unlockInvalidation();
        }
    }
}
