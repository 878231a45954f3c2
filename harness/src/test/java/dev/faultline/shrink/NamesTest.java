package dev.faultline.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.scenario.Scenario;
import org.junit.jupiter.api.Test;

class NamesTest {
    @Test
    void thingsAreCalledInOrderOfDeclaration() {
        Scenario scenario = Scenario.parse("""
                machine page 8
                file G 8: cold
                process C
                  d = shared G page 0, 1 page, rw
                process E forked
                task T4 in C
                  fork(E)
                  c = mmap(shared G page 0, 1 page, rw)
                  write(G@0, c+0:8)
                task T7 in E
                  munmap(d page 0, 1 page)
                task K2 kernel
                  reclaim(G page 0)
                """);
        assertThat(Names.plain(scenario)).hasToString("""
                        machine page 8
                        file F 8: cold
                        process A
                          a = shared F page 0, 1 page, rw
                        process B forked
                        task T1 in A
                          fork(B)
                          b = mmap(shared F page 0, 1 page, rw)
                          write(F@0, b+0:8)
                        task T2 in B
                          munmap(a page 0, 1 page)
                        task K1 kernel
                          reclaim(F page 0)
                        """);
    }
}
