package dev.faultline.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.scenario.Scenario;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SizeTest {
    @Test
    void tasksThenOperationsThenPagesThenPreemptionsThenValuesThenSteps() {
        List<Size> ascending = List.of(
                new Size(1, 9, 9, 9, 9, 9),
                new Size(2, 1, 9, 9, 9, 9),
                new Size(2, 2, 1, 9, 9, 9),
                new Size(2, 2, 2, 1, 9, 9),
                new Size(2, 2, 2, 2, 1, 9),
                new Size(2, 2, 2, 2, 2, 1),
                new Size(2, 2, 2, 2, 2, 2));
        List<Size> shuffled = new ArrayList<>(ascending);
        Collections.reverse(shuffled);
        Collections.sort(shuffled);
        assertThat(shuffled).isEqualTo(ascending);
    }

    @Test
    void anAddressSpaceCountsAsAPage() {
        Size size = Size.of(scenario("write(F@0, a+0:8)"), 0, 0);
        assertThat(size.tasks()).isEqualTo(1);
        assertThat(size.operations()).isEqualTo(1);
        assertThat(size.pages()).isEqualTo(1 + 1 + 2);
    }

    @Test
    void thePagesOfAPipeAreCounted() {
        Scenario piped = Scenario.parse("""
                machine page 8
                file F 8: cold
                pipe P 2
                process A
                task T1 in A
                  splice(F@0, P, 8)
                """);
        assertThat(Size.of(piped, 0, 0).pages()).isEqualTo(1 + 1 + 2);
    }

    @Test
    void wholePagesAreSimplerThanPartsOfThem() {
        assertThat(values("write(F@0, a+0:8)")).isLessThan(values("write(F@0, a+0:7)"));
        assertThat(values("write(F@0, a+0:3)")).isLessThan(values("write(F@0, a+0:7)"));
        assertThat(values("write(F@0, a+0:8)")).isLessThan(values("write(F@0, a+8:8)"));
        assertThat(values("write(F@0, a+0:8)")).isLessThan(values("writev(F@0, a+0:4, a+4:4)"));
    }

    private static int values(String operation) {
        return Size.of(scenario(operation), 0, 0).values();
    }

    private static Scenario scenario(String operation) {
        return Scenario.parse("""
                machine page 8
                file F 8: cold
                process A
                  a = shared F page 0, 2 pages, rw
                task T1 in A
                  %s
                """.formatted(operation));
    }
}
