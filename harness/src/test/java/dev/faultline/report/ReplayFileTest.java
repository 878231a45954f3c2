package dev.faultline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.scenario.Scenario;
import dev.faultline.schedule.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayFileTest {
    static final String TEXT = """
            faultline replay 1
            strategy linux-2.4
            law deadlock
            scenario
              machine page 8
              file F 8: cold
              process A
                a = shared F page 0, 1 page, rw
              task T1 in A
                write(F@0, a+0:8)
              task K1 kernel
                reclaim(F page 0)
            schedule
              task 0 x2
              task 1! x1
              choose 1/2 x1
            steps 2
              T1 begin-operation 0
              T1 lock-folio 0
            end
            """;

    @TempDir
    Path directory;

    private ReplayFile read(String text) {
        try {
            Path file = directory.resolve("x.faultline");
            Files.writeString(file, text);
            return ReplayFile.read(file, "x.faultline");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void assertRefused(String text, String sentence) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ReplayFileException.class)
                .hasMessage(sentence);
    }

    @Test
    void whatIsReadIsWhatWasWritten() {
        ReplayFile file = read(TEXT);
        assertThat(file.strategy()).isEqualTo("linux-2.4");
        assertThat(file.law()).isEqualTo("deadlock");
        assertThat(file.scenario().tasks()).hasSize(2);
        assertThat(file.schedule().preemptions()).isEqualTo(1);
        assertThat(file.steps()).containsExactly("T1 begin-operation 0", "T1 lock-folio 0");
        assertThat(file.text()).isEqualTo(TEXT);
    }

    @Test
    void itIsThereWholeOrNotAtAll() throws IOException {
        Path file = directory.resolve("made").resolve("x.faultline");
        new ReplayFile("s", "leak", Scenario.parse("machine page 8\n"), new Schedule(), List.of()).write(file);
        assertThat(ReplayFile.read(file, "x").law()).isEqualTo("leak");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void commentsAndBlankLinesAreForPeople() {
        String commented = "faultline replay 1\n# found on a Monday\n\n" + TEXT.substring(TEXT.indexOf("strategy"));
        assertThat(read(commented)).isEqualTo(read(TEXT));
    }

    @Test
    void anotherVersionIsNamed() {
        assertRefused(
                TEXT.replace("replay 1", "replay 2"),
                "The replay file x.faultline has version 2; this Faultline reads version 1. Verify again to write it anew.");
    }

    @Test
    void somethingElseIsNotReadAtAll() {
        assertRefused("<html>\n", "x.faultline is not a replay file: its first line is not 'faultline replay 1'.");
        assertRefused("", "x.faultline is not a replay file: its first line is not 'faultline replay 1'.");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> ReplayFile.read(directory.resolve("none"), "target/none.faultline"))
                .hasMessage("The replay file target/none.faultline cannot be read: no such file.");
    }
}
