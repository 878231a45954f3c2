package dev.faultline.law;

import static dev.faultline.SampleStrategies.exhibit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.Errno;
import dev.faultline.spi.Guarantee;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;
import org.junit.jupiter.api.Test;

/** What may go from a pipe into a file, and what not. */
class DrainsTest {
    @Test
    void whatIsWrittenFromThePipeIsWhatWaitedThere() {
        Trial.acquitsAll("""
                machine page 8
                file F 8: cold
                pipe P 2
                process A
                  a = anonymous 1 page, rw, filled
                  b = anonymous 2 pages, rw
                task T1 in A
                  pipe_write(P, a+0:5)
                  vmsplice(P, a+2:6)
                  splice(P, F@2, 12)
                task T2 in A
                  store(a+4:2)
                  read(F@0, b+0:16)
                  splice(P, F@0, 3)
                task T3 in A
                  pipe_read(P, b+8:2)
                  ftruncate(F, 3)
                """);
    }

    /** The source is the destination's own page, and others change it meanwhile in every way there is. */
    @Test
    void aPageIsSplicedBackOntoItself() {
        Trial.acquitsAll("""
                machine page 8
                file F 16: cold dirty
                pipe P 2
                process A
                  s = shared F page 0, 2 pages, rw
                  a = anonymous 2 pages, rw, filled
                task T1 in A
                  splice(F@0, P, 16)
                  splice(P, F@0, 16)
                task T2 in A
                  store(s+2:4)
                  ftruncate(F, 12)
                  write(F@4, a+0:8)
                task T3 in A
                  punch(F@0, 10)
                  read(F@0, a+0:16)
                task K1 kernel
                  writeback(F page 0)
                  reclaim(F page 0)
                """);
    }

    @Test
    void aPageIsSplicedBackToAnotherPlaceOfItself() {
        Trial.acquitsAll("""
                machine page 8
                file F 8: warm
                pipe P 1
                process A
                  s = shared F page 0, 1 page, rw
                  a = anonymous 2 pages, rw
                task T1 in A
                  splice(F@0, P, 6)
                  splice(P, F@4, 6)
                task T2 in A
                  store(s+1:4)
                  read(F@0, a+0:16)
                """);
    }

    @Test
    void aFullDiskASignalAndAReadErrorExcuseAShortSplice() {
        Trial.acquitsAll("""
                machine page 8
                file F 4: cold
                pipe P 2
                inject 1 read error
                inject 1 no space
                inject 1 signal
                process A
                  a = anonymous 2 pages, rw, filled
                task T1 in A
                  pipe_write(P, a+0:16)
                  splice(P, F@2, 16)
                  splice(P, F@2, 16)
                """);
    }

    private static final String GIFT = """
            machine page 8
            file F 8: warm
            pipe P 1
            process A
              s = shared F page 0, 1 page, rw
              a = anonymous 1 page, rw, filled
              b = anonymous 1 page, rw
            task T1 in A
              vmsplice(P, a+0:8, gift)
              splice(P, F@0, 8)
              store(a+3:2)
              load(s+0:8)
            """;

    @Test
    void aPageTakenWhileItsGiverHasIt() {
        Violation violation = Trial.accusation(exhibit("gift-taken-while-mapped"), GIFT);

        assertThat(violation.law()).isEqualTo(Violation.EXPOSURE);
        assertThat(violation.title()).contains("F[3]");
    }

    @Test
    void aPageTakenThatItsGiverGoesOnLookingAt() {
        Violation violation = Trial.accusation(
                exhibit("gift-taken-while-mapped"),
                GIFT.replace("store(a+3:2)", "write(F@3, b+0:2)").replace("load(s+0:8)", "load(a+0:8)"));

        assertThat(violation.law()).isEqualTo(Violation.COW_ISOLATION);
    }

    @Test
    void aPageLeftToItsGiver() {
        Trial.acquitsAll(GIFT);
    }

    @Test
    void aPageIsGivenDroppedAndMovedBesideEverythingElse() {
        Trial.acquitsAll("""
                machine page 8
                file F 12: dirty warm
                pipe P 1
                process A
                  s = shared F page 0, 2 pages, rw
                  a = anonymous 2 pages, rw, filled
                  b = anonymous 2 pages, rw
                task T1 in A
                  vmsplice(P, a+8:8, gift)
                  madvise_dontneed(a page 1, 1 page)
                  splice(P, F@8, 8)
                  read(F@0, b+0:16)
                task T2 in A
                  store(s+8:2)
                  store(a+10:2)
                  read(F@4, b+0:12)
                task T3 in A
                  write(F@6, a+0:8)
                  ftruncate(F, 10)
                task K1 kernel
                  writeback(F page 1)
                  reclaim(F page 1)
                """);
    }

    @Test
    void aGiftOfAPrivatePageMeetsForksFlipsAndPunches() {
        Trial.acquitsAll("""
                machine page 8
                file F 16: warm cold
                pipe P 2
                process A
                  p = private F page 0, 1 page, rw
                  a = anonymous 1 page, rw
                process B forked
                task T1 in A
                  read(F@0, a+0:8)
                  vmsplice(P, a+0:8, gift)
                  vmsplice(P, p+0:8, gift)
                  munmap(a page 0, 1 page)
                  splice(P, F@8, 16)
                  splice(P, F@0, 8)
                task T2 in A
                  store(p+2:2)
                  fork(B)
                  madvise_dontneed(p page 0, 1 page)
                task T3 in A
                  punch(F@4, 8)
                  write(F@8, p+0:8)
                task T4 in B
                  store(p+0:8)
                  load(a+0:8)
                """);
    }

    private static final String COPY_ACROSS = """
            machine page 8
            file F 8: cold
            pipe P 1
            process A
              a = anonymous 1 page, rw, filled
            task T1 in A
              pipe_write(P, a+0:6)
              splice(P, F@0, 6)
            """;

    @Test
    void aWriteFromThePipeThatTakesNoneOfIt() {
        Violation violation = Trial.accusation(writing((kernel, file, from) -> from.remaining()), COPY_ACROSS);

        assertThat(violation.title()).contains("splice(P, F@0, 6)");
        assertThat(violation.law()).isEqualTo(Violation.BYTE_RULE);
    }

    @Test
    void aWriteFromThePipeThatSaysItCouldNotBeReached() {
        Violation violation = Trial.accusation(writing((kernel, file, from) -> Errno.EFAULT), COPY_ACROSS);

        assertThat(violation.law()).isEqualTo(Violation.RESULT);
        assertThat(violation.actual()).contains("EFAULT");
    }

    @Test
    void aWriteFromThePipeThatIsShortForNoReason() {
        Violation violation = Trial.accusation(writing((kernel, file, from) -> 1), COPY_ACROSS);

        assertThat(violation.law()).isEqualTo(Violation.RESULT);
        assertThat(violation.expected()).isEqualTo("6: so many bytes waited in the pipe");
    }

    @Test
    void aWriteFromThePipeThatCountsMoreThanThereWas() {
        Violation violation =
                Trial.accusation(writing((kernel, file, from) -> 7), COPY_ACROSS.replace("P, F@0, 6", "P, F@0, 8"));

        assertThat(violation.law()).isEqualTo(Violation.RESULT);
        assertThat(violation.expected()).isEqualTo("at most 6: no more waited in the pipe");
    }

    private interface Writing {
        int write(Kernel kernel, Inode file, IoVector from);
    }

    private static CopyStrategy writing(Writing writing) {
        return new CopyStrategy() {
            @Override
            public String name() {
                return "writing";
            }

            @Override
            public Guarantee guarantee() {
                return Guarantee.BYTE;
            }

            @Override
            public int read(Kernel kernel, Inode file, int position, IoVector to) {
                return 0;
            }

            @Override
            public int write(Kernel kernel, Inode file, int position, IoVector from) {
                return writing.write(kernel, file, from);
            }
        };
    }
}
