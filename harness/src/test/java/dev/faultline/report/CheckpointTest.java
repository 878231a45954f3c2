package dev.faultline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.enumerate.Bound;
import dev.faultline.explore.Reach;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointTest {
    private static final Checkpoint CHECKPOINT =
            new Checkpoint("linux-6", "0123abcd", new Reach(Bound.standard(), 900, 31, 70, 1000, 60, 10, 5, 0), 123);

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
                faultline checkpoint 1
                strategy linux-6
                code 0123abcd
                bound tasks 2, operations 2, pages 2, files 2
                total 900
                scenarios 31
                executions 70
                steps 1000
                traces 60
                redundant 10
                cut 5
                endless 0
                millis 123
                sum 711f44a5
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
                    checkpoint 1   | checkpoint 2      | The checkpoint x has version 2; this Faultline reads version 1. Verify from the start.
                    faultline      | fault             | x is not a checkpoint: its first line is not 'faultline checkpoint 1'.
                    scenarios 31   | scenarios 13      | The checkpoint x is damaged: its sum is not that of its lines. Verify from the start.
                    scenarios 31   | scenarios many    | The checkpoint x is damaged: line 6 is 'scenarios many', expected a number. Verify from the start.
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
