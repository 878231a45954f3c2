package dev.faultline.law;

import static dev.faultline.SampleStrategies.exhibit;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What may come out of a pipe, and what not. */
class PipesTest {
    private static final String WRITE_BEHIND_A_SPLICE = """
            machine page 8
            file F 8: warm
            pipe P 1
            process A
              a = anonymous 1 page, rw, filled
              b = anonymous 1 page, rw
            task T1 in A
              pipe_write(P, a+0:8)
              pipe_read(P, b+0:8)
              splice(F@0, P, 1)
              pipe_write(P, a+0:4)
              pipe_read(P, b+0:8)
            """;

    @Test
    void aWriteIntoThePipeThatReachesTheFile() {
        Violation violation = Trial.accusation(exhibit("pipe-flags-kept"), WRITE_BEHIND_A_SPLICE);

        assertThat(violation.title()).contains("F[1]");
    }

    @Test
    void aWriteIntoThePipeThatDoesNot() {
        Trial.acquitsAll(WRITE_BEHIND_A_SPLICE);
    }

    @Test
    void aSplicedByteMayShowAnyValueSinceTheSpliceBegan() {
        Trial.acquitsAll("""
                machine page 8
                file F 12: cold warm
                pipe P 2
                process A
                  s = shared F page 0, 2 pages, rw
                  b = anonymous 1 page, rw
                task T1 in A
                  splice(F@4, P, 8)
                  pipe_read(P, b+0:8)
                task T2 in A
                  store(s+4:4)
                  ftruncate(F, 2)
                  ftruncate(F, 12)
                  write(F@6, s+0:4)
                task K1 kernel
                  writeback(F page 0)
                  reclaim(F page 0)
                """);
    }

    @Test
    void lentMemoryMayShowAnyValueSinceItWasLent() {
        Trial.acquitsAll("""
                machine page 8
                file F 8: warm
                pipe P 2
                process A
                  p = private F page 0, 1 page, rw
                  a = anonymous 1 page, rw, filled
                  b = anonymous 1 page, rw
                process B forked
                task T1 in A
                  vmsplice(P, p+0:4)
                  vmsplice(P, a+0:4)
                  fork(B)
                  store(a+0:2)
                  read(F@0, a+2:4)
                  madvise_dontneed(p page 0, 1 page)
                  pipe_read(P, b+0:8)
                task T2 in B
                  store(a+0:4)
                  pipe_read(P, b+0:3)
                """);
    }

    @Test
    void whatIsLentBehindTheEndOfTheFileMayBeZeroAgain() {
        Trial.acquitsAll("""
                machine page 8
                file F 1: cold
                pipe P 1
                process A
                  a = shared F page 0, 1 page, rw
                  b = anonymous 1 page, rw
                task T1 in A
                  store(a+0:8)
                  vmsplice(P, a+0:8)
                  pipe_read(P, b+0:8)
                task K1 kernel
                  reclaim(F page 0)
                """);
    }

    @Test
    void twoWritersAndTwoReadersLoseAndDoubleNothing() {
        Trial.acquitsAll("""
                machine page 8
                file F 0
                pipe P 1
                process A
                  a = anonymous 1 page, rw, filled
                  b = anonymous 1 page, rw, filled
                task T1 in A
                  pipe_write(P, a+0:6)
                  pipe_read(P, a+0:3)
                task T2 in A
                  pipe_write(P, b+0:6)
                  pipe_read(P, b+4:8)
                """);
    }

    /** A direct write takes the page out of the cache while the pipe has it; what was spliced then stays what it was. */
    @Test
    void aSplicedPageThatIsWrittenPastTheCache() {
        Trial.acquitsAll("""
                machine page 8
                file F 16: warm dirty
                pipe P 2
                process A
                  s = shared F page 0, 2 pages, rw
                  a = anonymous 2 pages, rw, filled
                  b = anonymous 2 pages, rw
                task T1 in A
                  splice(F@0, P, 8)
                  vmsplice(P, s+8:8)
                  pipe_read(P, b+0:16)
                task T2 in A
                  write(F@0, a+0:16)
                  store(s+4:2)
                  store(s+12:2)
                task T3 in A
                  read(F@0, a+0:16)
                  pipe_read(P, a+4:3)
                task K1 kernel
                  writeback(F page 1)
                  reclaim(F page 1)
                """);
    }

    /** A direct read pins the memory that was lent and fills it while the pipe shows it. */
    @Test
    void lentMemoryThatIsReadIntoPastTheCache() {
        Trial.acquitsAll("""
                machine page 8
                file F 16: dirty cold
                pipe P 2
                process A
                  a = anonymous 2 pages, rw, filled
                  p = private F page 1, 1 page, rw
                  b = anonymous 1 page, rw
                process B forked
                task T1 in A
                  vmsplice(P, a+0:8)
                  vmsplice(P, p+0:8)
                  pipe_read(P, b+0:8)
                  pipe_read(P, b+0:8)
                task T2 in A
                  read(F@0, a+0:16)
                  read(F@0, p+0:8)
                  fork(B)
                  store(a+2:4)
                task T3 in B
                  store(a+0:8)
                  read(F@8, p+0:8)
                """);
    }

    @Test
    void aPageIsCutOffWhileItIsLentAndReadInto() {
        Trial.acquitsAll("""
                machine page 8
                file F 8: cold
                file G 8: warm
                pipe P 1
                process A
                  s = shared F page 0, 1 page, rw
                  b = anonymous 1 page, rw
                task T1 in A
                  vmsplice(P, s+0:8)
                  pipe_read(P, b+0:8)
                task T2 in A
                  read(G@0, s+0:8)
                  load(s+0:8)
                task T3 in A
                  ftruncate(F, 0)
                  ftruncate(F, 8)
                """);
    }

    @Test
    void aSplicedPageIsPunchedAndWrittenAgain() {
        Trial.acquitsAll("""
                machine page 8
                file F 16: warm cold
                pipe P 2
                process A
                  s = shared F page 0, 2 pages, rw
                  a = anonymous 2 pages, rw, filled
                  b = anonymous 2 pages, rw
                task T1 in A
                  splice(F@4, P, 8)
                  pipe_read(P, b+0:16)
                task T2 in A
                  punch(F@0, 14)
                  write(F@0, a+0:8)
                task T3 in A
                  store(s+6:4)
                  vmsplice(P, s+6:4)
                """);
    }

    /** A page flip shares the frame of the cache with user memory; a third who has it makes nobody its only owner. */
    @Test
    void aPageIsSplicedFlippedAndStoredTo() {
        Trial.acquitsAll("""
                machine page 8
                file F 8: warm
                pipe P 2
                process A
                  a = anonymous 1 page, rw
                  b = anonymous 1 page, rw
                  c = anonymous 1 page, rw, filled
                task T1 in A
                  splice(F@0, P, 8)
                  read(F@0, a+0:8)
                  vmsplice(P, a+0:8)
                  store(a+0:4)
                  pipe_read(P, b+0:8)
                  pipe_read(P, b+0:8)
                task T2 in A
                  write(F@0, c+0:8)
                  store(a+4:4)
                """);
    }
}
