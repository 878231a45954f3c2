package dev.faultline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.enumerate.Bound;
import dev.faultline.explore.Done;
import dev.faultline.explore.Reach;
import dev.faultline.explore.Survey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointTest {
    private static final Reach REACH = new Reach(Bound.standard(), 900, Done.parse("0-31 33"), 70, 1000, 60, 10, 5, 0);
    private static final Checkpoint CHECKPOINT = new Checkpoint(
            "linux-6",
            "0123abcd",
            REACH,
            new Survey(33, 70, 60, Map.of("leak", 70L), Map.of("write", 30L), Map.of(), Map.of("major-fault", 2L)),
            123);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() {
        file = folder.resolve("linux-6.checkpoint");
        CHECKPOINT.write(file);
    }

    @Test
    void isText() {
        assertThat(file).hasContent("""
                faultline checkpoint 2
                strategy linux-6
                code 0123abcd
                bound tasks 2, operations 2, pages 2, files 2
                total 900
                done 0-31 33
                executions 70
                steps 1000
                traces 60
                redundant 10
                cut 5
                endless 0
                millis 123
                laws leak=70
                operations write=30
                shapes\s
                branches major-fault=2
                sum 7ad5d0d2
                """);
    }

    @Test
    void readsWhatItWrote() {
        assertThat(Checkpoint.read(file, "x")).isEqualTo(CHECKPOINT);
    }

    @Test
    void isThereWholeOrNotAtAll() throws IOException {
        CHECKPOINT.write(file);
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    checkpoint 2   | checkpoint 1      | The checkpoint x has version 1; this Faultline reads version 2. Verify from the start.
                    faultline      | fault             | x is not a checkpoint: its first line is not 'faultline checkpoint 2'.
                    done 0-31      | done 0-13         | The checkpoint x is damaged: its sum is not that of its lines. Verify from the start.
                    done 0-31      | done 0-many       | The checkpoint x is damaged: line 6 is 'done 0-many 33', expected numbers in order, such as 0-51 53 55-60. Verify from the start.
                    done 0-31      | done 0-33         | The checkpoint x is damaged: line 6 is 'done 0-33 33', expected numbers in order, such as 0-51 53 55-60. Verify from the start.
                    steps 1000     | steps many        | The checkpoint x is damaged: line 8 is 'steps many', expected a number. Verify from the start.
                    leak=70        | leak              | The checkpoint x is damaged: line 14 has 'leak', expected counts such as leak=70. Verify from the start.
                    bound tasks 2  | bound tasks 77    | The checkpoint x is damaged: line 4: expected from 1 to 3 tasks. Verify from the start.
                    code           | cod               | The checkpoint x is damaged: line 3 is 'cod 0123abcd', expected 'code ...'. Verify from the start.
                    """)
    void whatIsDamagedIsSaid(String text, String other, String sentence) throws IOException {
        Files.writeString(file, Files.readString(file).replaceFirst(text, other));
        assertThatThrownBy(() -> Checkpoint.read(file, "x"))
                .isInstanceOf(CheckpointException.class)
                .hasMessage(sentence);
    }

    @Test
    void whatWasCutOffIsDamaged() throws IOException {
        String whole = Files.readString(file);
        for (int length = 0; length < whole.length() - 1; length += 7) {
            Files.writeString(file, whole.substring(0, length));
            assertThatThrownBy(() -> Checkpoint.read(file, "x")).isInstanceOf(CheckpointException.class);
        }
    }

    @Test
    void whatIsNotThereCannotBeRead() {
        assertThatThrownBy(() -> Checkpoint.read(folder.resolve("gone"), "gone"))
                .hasMessage("The checkpoint gone cannot be read: no such file.");
        assertThatThrownBy(() -> Checkpoint.read(folder, "folder"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith("The checkpoint folder cannot be read: ");
    }
}
