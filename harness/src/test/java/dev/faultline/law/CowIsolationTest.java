package dev.faultline.law;

import static dev.faultline.SampleStrategies.exhibit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.SampleStrategies;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;
import dev.faultline.strategy.FreeBsd;
import org.junit.jupiter.api.Test;

class CowIsolationTest {
    private static final String SNAPSHOT = """
            machine page 8
            file F 8: warm
            process A
              a = shared F page 0, 1 page, rw
              b = anonymous 2 pages, rw, filled
            task T1 in A
              read(F@0, b+0:8)
              write(F@0, b+8:8)
              load(b+0:8)
            task T2 in A
              store(a+0:4)
            """;

    @Test
    void aBufferThatChangesAfterTheReadReturned() {
        Violation violation = Trial.accusation(exhibit("flip-without-cache-copy"), SNAPSHOT);

        assertThat(violation.law()).isEqualTo("cow-isolation");
        assertThat(violation.actual()).contains("b+");
    }

    @Test
    void aSnapshotWithAllItsGuardsStaysAsItIs() {
        Trial.acquitsAll(SNAPSHOT);
    }

    @Test
    void aPrivatePageMaySeeLaterWritesUntilItIsStoredTo() {
        Trial.acquitsAll("""
                machine page 8
                file F 8: cold
                process A
                  p = private F page 0, 1 page, rw
                  b = anonymous 1 page, rw, filled
                task T1 in A
                  load(p+0:8)
                  write(F@0, b+0:8)
                  load(p+0:8)
                  store(p+2:2)
                  load(p+0:8)
                  madvise_dontneed(p page 0, 1 page)
                  load(p+0:8)
                task T2 in A
                  write(F@1, b+4:4)
                  store(p+5:1)
                """);
    }

    @Test
    void forkedBytesAreTheParentsOfSomeInstantOfTheFork() {
        Trial.acquitsAll("""
                machine page 8
                file F 8: warm
                process A
                  b = anonymous 1 page, rw, filled
                  p = private F page 0, 1 page, rw
                process B forked
                task T1 in A
                  fork(B)
                  store(b+0:4)
                task T2 in A
                  read(F@0, b+0:8)
                  store(p+0:2)
                task T3 in B
                  load(b+0:8)
                  store(b+2:2)
                  load(p+0:8)
                """);
    }

    /** The truncation may begin before the child is there, and come to its page after the child's store. */
    @Test
    void aTruncationTakesTheCopyOfAChildBornMeanwhile() {
        Trial.acquits(new FreeBsd(), """
                machine page 8
                file F 8: warm
                process A
                  a = private F page 0, 1 page, rw
                process B forked
                task T1 in A
                  fork(B)
                task T2 in B
                  store(a+0:2)
                  ftruncate(F, 8)
                task T3 in A
                  ftruncate(F, 0)
                """);
    }

    /** In between the page's copy may be dropped, and the second time a new one made. */
    @Test
    void aReadMayDeliverTheSameBytesTwice() {
        Trial.acquitsInEvery(2, new ReadsTwice(), """
                machine page 2
                file F 2: warm
                process A
                  a = private F page 0, 1 page, rw
                task T1 in A
                  madvise_dontneed(a page 0, 1 page)
                task T2 in A
                  read(F@1, a+0:1)
                  store(a+1:1)
                """);
    }

    private static final class ReadsTwice extends SampleStrategies.Sound {
        @Override
        public int read(Kernel kernel, Inode file, int position, IoVector to) {
            int first = super.read(kernel, file, position, to);
            to.rewind(Math.max(0, first));
            return first > 0 ? super.read(kernel, file, position, to) : first;
        }
    }
}
