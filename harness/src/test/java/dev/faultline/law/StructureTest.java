package dev.faultline.law;

import static dev.faultline.Programs.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.Culprit;
import dev.faultline.spi.Folio;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StructureTest {
    private static final String WRITE = program("F 8: warm", "b = anonymous 1 page, rw, filled", "write(F@0, b+0:4)");

    @Test
    void aFolioThatIsCleanButIsNotWhatTheDiskHas() {
        Violation violation = Trial.accusation(
                Culprit.writing((kernel, file, position, from) -> {
                    Folio folio = Objects.requireNonNull(kernel.pageCache().findLocked(file, 0));
                    int copied = kernel.userMemory().copyFromUser(folio, position, from, from.remaining());
                    folio.unlock();
                    folio.put();
                    return copied;
                }),
                WRITE);

        assertThat(violation)
                .isEqualTo(new Violation(
                        "structure",
                        "folio F:0 is clean but is not what the disk has",
                        "F[0] as on disk at the start",
                        "F[0] is b+0 of A as at the start"));
    }

    @Test
    void whatMovesThroughCacheAndMappingsHangsTogether() {
        Trial.acquitsAll("""
                machine page 8
                file F 16: cold dirty
                process A
                  a = shared F page 0, 2 pages, rw
                  p = private F page 0, 2 pages, rw
                process B forked
                task T1 in A
                  store(a+4:8)
                  store(p+0:2)
                  fork(B)
                  fsync(F)
                task T2 in B
                  write(F@0, p+0:12)
                  exit()
                task K1 kernel
                  reclaim(F page 1)
                """);
    }
}
