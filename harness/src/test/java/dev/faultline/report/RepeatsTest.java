package dev.faultline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.report.Repeats.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    private static List<Part> in(String items) {
        return Repeats.in(items.chars().boxed().toList());
    }

    @Test
    void aCircleIsToldOnce() {
        assertThat(in("xabababab"))
                .containsExactly(new Part(0, 0, 1), new Part(1, 0, 1), new Part(2, 0, 1), new Part(3, 2, 3));
    }

    @Test
    void twiceIsNoCircle() {
        assertThat(in("ababab")).allMatch(Part::isItem);
    }

    @Test
    void whatFollowsACircleIsToldAgain() {
        List<Part> parts = in("aaaab");
        assertThat(parts).containsExactly(new Part(0, 0, 1), new Part(1, 1, 3), new Part(4, 0, 1));
    }
}
