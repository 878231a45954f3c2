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
}
