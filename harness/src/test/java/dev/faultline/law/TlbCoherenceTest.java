package dev.faultline.law;

import static dev.faultline.Programs.program;
import static dev.faultline.SampleStrategies.exhibit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.strategy.Linux6;
import org.junit.jupiter.api.Test;

class TlbCoherenceTest {
    @Test
    void aFrameFreedUnderAnotherCpusTlb() {
        Violation violation = Trial.accusation(
                exhibit("flip-without-shootdown"),
                program("F 8: warm", "b = anonymous 1 page, rw, filled", "read(F@0, b+0:8)", "load(b+0:1)"));

        assertThat(violation.law()).isEqualTo("tlb-coherence");
        assertThat(violation.title()).endsWith("was freed under a TLB");
    }

    @Test
    void translationsMayBeStaleUntilTheFlush() {
        Trial.acquitsAll("""
                machine page 8
                file F 16: warm warm
                process A
                  a = shared F page 0, 2 pages, rw
                  b = anonymous 2 pages, rw, filled
                task T1 in A
                  read(F@0, b+0:8)
                  mprotect(a, r)
                  munmap(b page 0, 2 pages)
                task T2 in A
                  store(b+0:8)
                  store(a+0:16)
                  load(b+0:8)
                task K1 kernel
                  reclaim(F page 0)
                """);
    }

    /**
     * munmap has removed the entry and not yet flushed, so the truncation finds none to flush: until munmap returns, the
     * other task still reads what was there.
     */
    @Test
    void aTruncationDoesNotReachAPageThatIsJustBeingUnmapped() {
        Trial.acquitsInEvery(2, new Linux6(), """
                machine page 8
                file F 16: warm warm
                process A
                  a = shared F page 1, 1 page, rw
                task T1 in A
                  load(a+0:1)
                  load(a+0:1)
                task T2 in A
                  ftruncate(F, 8)
                task T3 in A
                  munmap(a page 0, 1 page)
                """);
    }
}
