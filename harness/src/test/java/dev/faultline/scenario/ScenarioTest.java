package dev.faultline.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.scenario.Operation.Load;
import dev.faultline.scenario.Operation.Read;
import dev.faultline.scenario.Operation.Write;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The language by example: what is written is what is meant, and what is printed is what was written. */
class ScenarioTest {
    private static final String EVERYTHING = """
            machine page 8, 2 cpus, 64 frames, reclaim, weak memory, shared tables
            file F 12: cold warm
            file G 0
            pipe P 2
            process A
              a = shared F page 0, 2 pages, rw
              b = anonymous 2 pages, rw, filled
              n = private G page 1, 1 page, none
            process B forked
            inject 2 read errors
            inject 1 no space
            inject 3 signals
            inject 1 short transfer
            guard b+3:2
            task T1 in A
              write(F@0, a+0:8)
              readv(F@4, b+3:4, a+0:4)
              c = mmap(private F page 0, 1 page, r, populate)
              d = mmap(anonymous 1 page, w)
              munmap(a page 0, 1 page)
              e = mremap(a page 1, 1 page)
              mprotect(a, r)
              madvise_dontneed(b page 0, 2 pages)
              ftruncate(F, 4)
              punch(F@3, 9)
              copy_file_range(F@1, G@2, 3)
              fork(B)
              fsync(F)
              load(a+3:2)
              store(a+3:2)
              poke(c+1:4)
              splice(F@4, P, 8)
              splice(P, F@2, 6)
              vmsplice(P, a+3:2)
              vmsplice(P, b+8:8, gift)
              pipe_read(P, b+0:8)
              pipe_write(P, b+1:4)
              exit()
            task T2 in B
              writev(G@9, a+7:2, b+0:1, c+0:1)
              read(F@0, b+0:8)
            task K1 kernel
              reclaim(F page 0)
              writeback(F page 1)
            """;

    @Test
    void printsAsItParses() {
        assertThat(Scenario.parse(EVERYTHING)).hasToString(EVERYTHING);
    }

    @Test
    void equalTextIsAnEqualScenario() {
        assertThat(Scenario.parse(EVERYTHING))
                .isEqualTo(Scenario.parse(EVERYTHING))
                .hasSameHashCodeAs(Scenario.parse(EVERYTHING));
    }

    @Test
    void layoutAndCommentsAreForTheReader() {
        Scenario scenario = Scenario.parse("""

                # one page, read in place
                machine page 8
                file F 8 : cold   # not in the cache
                process A
                a=shared F page 0,1 page,rw
                task T1 in A
                read( F @ 0 , a + 0 : 8 )
                """);
        assertThat(scenario).hasToString("""
                        machine page 8
                        file F 8: cold
                        process A
                          a = shared F page 0, 1 page, rw
                        task T1 in A
                          read(F@0, a+0:8)
                        """);
    }

    @Test
    void aVectorOfOneIsTheSimpleCall() {
        Scenario scenario = Scenario.parse("""
                machine page 8
                file F 8: cold
                process A
                  a = anonymous 1 page, rw
                task T1 in A
                  writev(F@0, a+0:8)
                """);
        assertThat(scenario.task("T1").operations()).first().hasToString("write(F@0, a+0:8)");
    }

    @Test
    void canBeBuiltFromItsParts() {
        Scenario scenario = new Scenario(
                MachineSpec.ofPage(8),
                List.of(new FileSpec("F", 8, List.of(PageState.COLD))),
                List.of(new ProcessSpec("A", false, List.of(MappingSpec.shared("a", "F", 0, 1)))),
                List.of(new TaskSpec(
                        "T1",
                        "A",
                        List.of(
                                new Write("F", 0, List.of(new Buffer("a", 0, 8))),
                                new Read("F", 4, List.of(new Buffer("a", 0, 2), new Buffer("a", 6, 2))),
                                new Load("a", 0, 8)))));
        assertThat(scenario).hasToString("""
                        machine page 8
                        file F 8: cold
                        process A
                          a = shared F page 0, 1 page, rw
                        task T1 in A
                          write(F@0, a+0:8)
                          readv(F@4, a+0:2, a+6:2)
                          load(a+0:8)
                        """);
    }

    @Test
    void findsItsPartsByName() {
        Scenario scenario = Scenario.parse(EVERYTHING);
        assertThat(scenario.fileNumber("G")).isEqualTo(1);
        assertThat(scenario.processNumber("B")).isEqualTo(1);
        assertThat(scenario.taskNumber("K1")).isEqualTo(2);
        assertThat(scenario.task("K1").isKernelThread()).isTrue();
        assertThat(scenario.operationCount()).isEqualTo(27);
    }
}
