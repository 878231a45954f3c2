package dev.faultline.law;

import static dev.faultline.SampleStrategies.exhibit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.strategy.FreeBsd;
import org.junit.jupiter.api.Test;

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
}
