package dev.faultline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.report.Interleaving.Row;
import dev.faultline.report.Interleaving.Weight;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterleavingTableTest {
    private static Row major(int time, int column, String text, String held) {
        return new Row(time, column, text, held, Weight.MAJOR);
    }

    private static Row minor(int time, int column, String held) {
        return new Row(time, column, "looks", held, Weight.MINOR);
    }

    private static String drawn(List<String> columns, Row... rows) {
        return String.join("\n", InterleavingTable.draw(new Interleaving(columns, List.of(rows))));
    }

    @Test
    void oneColumnATaskTimeDownwardsLocksWhereTheyChange() {
        assertThat(drawn(
                        List.of("T1", "T2"),
                        major(1, 0, "locks folio F:0", "F:0"),
                        major(2, 1, "locks folio G:0", "G:0"),
                        major(3, 0, "copies 4 bytes", "F:0"),
                        major(4, 0, "unlocks folio F:0", "")))
                .isEqualTo("""
                         step | T1                     | T2
                        -------------------------------------------------------
                            1 | locks folio F:0  [F:0] |
                            2 |                        | locks folio G:0  [G:0]
                            3 | copies 4 bytes         |
                            4 | unlocks folio F:0      |""");
    }

    @Test
    void minorStepsFoldFewOfThemIntoAGapInTheNumbers() {
        assertThat(drawn(
                        List.of("T1"),
                        minor(1, 0, ""),
                        minor(2, 0, ""),
                        minor(3, 0, ""),
                        major(4, 0, "locks", "F:0"),
                        minor(5, 0, "F:0"),
                        minor(6, 0, "F:0"),
                        major(7, 0, "stops", "F:0")))
                .isEqualTo("""
                         step | T1
                        --------------------
                              | ... 3 steps
                            4 | locks  [F:0]
                            7 | stops""");
    }

    @Test
    void aStepThatChangesTheLocksIsNeverMinor() {
        assertThat(drawn(List.of("T1"), minor(1, 0, ""), minor(2, 0, "F:0"))).contains("2 | looks  [F:0]");
    }

    @Test
    void longTextWrapsAtSpacesAndStaysInItsColumn() {
        String text =
                "waits for the lock of folio F:0, which T2 took when it began to write page 0 of the file and has not dropped";
        for (String line : drawn(List.of("T1", "T2", "disk"), major(1, 1, text, "F:0, mmap lock of A (shared)"))
                .split("\n")) {
            assertThat(line.length()).isLessThanOrEqualTo(118);
        }
    }
}
