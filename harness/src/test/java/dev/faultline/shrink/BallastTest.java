package dev.faultline.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.scenario.Scenario;
import org.junit.jupiter.api.Test;

class BallastTest {
    @Test
    void itIsCutToWhatFillsTheSmallestMemory() {
        assertThat(Ballast.fitted(Scenario.parse("""
                        machine page 8, 9 frames, reclaim
                        file F 8: cold
                        file G 56: dirty dirty dirty dirty dirty dirty dirty
                        process A
                          a = shared F page 0, 1 page, rw
                        task T1 in A
                          load(a+0:8)
                        """))).contains(Scenario.parse("""
                        machine page 8, 2 frames, reclaim
                        file F 8: cold
                        file G 16: dirty dirty
                        process A
                          a = shared F page 0, 1 page, rw
                        task T1 in A
                          load(a+0:8)
                        """));
    }

    @Test
    void itMayStayAsItIsWhereTheProgramFillsTheRest() {
        String large = """
                machine page 8, 4 frames, reclaim
                file F 8: cold
                file G 16: warm warm
                process A
                  a = private F page 0, 1 page, rw
                task T1 in A
                  read(F@0, a+0:8)
                """;

        Scenario smaller = Scenario.parse(large.replace("4 frames", "3 frames"));
        assertThat(Ballast.kept(Scenario.parse(large))).contains(smaller);
        assertThat(Ballast.kept(smaller)).isEmpty();
    }

    @Test
    void ofFilesThatNobodyUsesTheOneInTheCacheStays() {
        assertThat(Ballast.fitted(Scenario.parse("""
                        machine page 8, 4 frames, reclaim
                        file F 8: cold
                        file G 16: warm warm
                        process A
                          a = anonymous 1 page, rw
                        task T1 in A
                          load(a+0:8)
                        """))).contains(Scenario.parse("""
                        machine page 8, 3 frames, reclaim
                        file G 24: warm warm warm
                        process A
                          a = anonymous 1 page, rw
                        task T1 in A
                          load(a+0:8)
                        """));
    }

    @Test
    void aPlainProgramGetsAsMuchAsFillsItsMemory() {
        assertThat(Ballast.added(Scenario.parse("""
                        machine page 8
                        file F 8: cold
                        process A
                          a = private F page 0, 1 page, rw
                        task T1 in A
                          store(a+0:8)
                        """))).isEqualTo(Scenario.parse("""
                        machine page 8, 3 frames, reclaim
                        file F 8: cold
                        file H 24: warm warm warm
                        process A
                          a = private F page 0, 1 page, rw
                        task T1 in A
                          store(a+0:8)
                        """));
    }

    @Test
    void whereThereIsNoneNothingIsProposed() {
        assertThat(Ballast.fitted(Scenario.parse("""
                        machine page 8, 9 frames, reclaim
                        file F 8: cold
                        process A
                          a = shared F page 0, 1 page, rw
                        task T1 in A
                          load(a+0:8)
                        """))).isEmpty();
    }

    @Test
    void aMachineThatDoesNotReclaimHasNone() {
        assertThat(Ballast.fitted(Scenario.parse("""
                        machine page 8, 9 frames
                        file F 8: cold
                        file G 8: warm
                        process A
                          a = shared F page 0, 1 page, rw
                        task T1 in A
                          load(a+0:8)
                        """))).isEmpty();
    }
}
