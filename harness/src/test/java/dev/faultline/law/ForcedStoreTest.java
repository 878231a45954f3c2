package dev.faultline.law;

import static dev.faultline.SampleStrategies.exhibit;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a store that is forced into read-only memory may do, and what not. */
class ForcedStoreTest {
    private static final String DROPPED = """
            machine page 8
            file F 8: warm
            process A
              a = private F page 0, 1 page, r
            task T1 in A
              poke(a+2:4)
              load(a+0:8)
            task T2 in A
              madvise_dontneed(a page 0, 1 page)
              load(a+0:8)
            """;

    @Test
    void aForcedStoreThatReachesTheFile() {
        Violation violation = Trial.accusation(exhibit("write-wish-dropped"), DROPPED);

        assertThat(violation.law()).isEqualTo("exposure");
        assertThat(violation.actual()).contains("F[");
    }

    @Test
    void aForcedStoreMayBeLostWithTheCopyThatIsDroppedMeanwhile() {
        Trial.acquitsAll(DROPPED);
    }

    @Test
    void aForcedStoreIsAStoreOfItsTask() {
        Trial.acquitsAll("""
                machine page 8
                file F 8: cold
                process A
                  p = private F page 0, 1 page, r
                  s = shared F page 0, 1 page, rw
                process B forked
                task T1 in A
                  poke(p+0:3)
                  fork(B)
                  poke(p+2:3)
                  load(p+0:8)
                task T2 in B
                  load(p+0:8)
                  poke(p+1:1)
                task T3 in A
                  store(s+0:8)
                """);
    }

    @Test
    void whatCannotBeForcedIsAnErrorAndNotAnAccusation() {
        Trial.acquitsAll("""
                machine page 8
                file F 8: cold
                process A
                  s = shared F page 0, 1 page, r
                  n = anonymous 1 page, none, filled
                  p = private F page 0, 2 pages, r
                task T1 in A
                  poke(s+0:4)
                  poke(n+0:4)
                  poke(p+4:8)
                task T2 in A
                  ftruncate(F, 0)
                  ftruncate(F, 8)
                  munmap(p page 0, 1 page)
                """);
    }
}
