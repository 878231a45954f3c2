package dev.faultline.shrink;

import static dev.faultline.Programs.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is tried for a run that got stuck; that it is found is shown by {@code FaultlineTest}. */
class StuckShrinkerTest {
    private static final Scenario FOUND = Scenario.parse(program(
            "F 8: warm", "a = anonymous 2 pages, rw, filled", "write(F@2, a+1:4)", "read(F@0, a+8:8)", "fsync(F)"));

    @Test
    void theSmallestComesFirst() {
        List<Size> sizes = StuckShrinker.proposals(FOUND).stream()
                .map(scenario -> Size.of(scenario, 0, 0))
                .toList();

        assertThat(sizes).hasSizeGreaterThan(10).isSortedAccordingTo(Size::compareTo);
    }

    @Test
    void operationsAreTriedAloneAndInPairs() {
        assertThat(StuckShrinker.proposals(FOUND))
                .allSatisfy(scenario -> assertThat(scenario.tasks()).hasSizeBetween(1, 2))
                .contains(
                        Scenario.parse(program("F 8: warm", "a = anonymous 2 pages, rw, filled", "read(F@0, a+8:8)")),
                        Scenario.parse(program(
                                "F 8: warm",
                                "a = anonymous 2 pages, rw, filled",
                                "write(F@2, a+1:4)",
                                "read(F@0, a+8:8)")));
    }
}
