package dev.faultline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.Candidates;
import dev.faultline.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a replay file is said with its line, and nothing that can be done to a line gives anything but a sentence. */
class ReplayFileDamageTest {
    private static final String GOOD =
            ReplayFileTest.TEXT.replace("steps 2", "steps 3").replace("end\n", "  again 1 x1\nend\n");
    private static final Candidates KNOWN = Candidates.find(ReplayFileDamageTest.class.getClassLoader(), List.of());
    private static final Path PINNED = Path.of("src/test/resources/gallery");

    private static final String CHARACTERS = "0123456789 abTKF!/@:+,()-#\t\u001b\u2028";

    @TempDir
    Path directory;

    private ReplayFile read(byte[] bytes) throws IOException {
        Path file = directory.resolve("x.faultline");
        Files.write(file, bytes);
        return ReplayFile.read(file, "x.faultline", KNOWN::refusal);
    }

    private ReplayFile read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theExampleIsGood() throws IOException {
        assertThat(read(GOOD).steps()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
        law deadlock|law deadlok|3: there is no law called 'deadlok'. Did you mean deadlock?
        law deadlock|lav deadlock|3: expected 'law ...', found 'lav deadlock'.
        scenario|scenery|4: expected 'scenario', found 'scenery'.
        page 8|page 7|5: page size must be a power of two and at least 2: 7.
          file F|file F|6: expected 'schedule' or an indented line of the scenario, found 'file F 8: cold'.
        F 8: cold|F 8: hot|6: expected cold, warm, dirty, bad or hole, found "hot".
        write(F|write[F|10: expected "(", found "[".
        (F@0|(G@0|10: no file is called G.
        T1 in A|T1 in B|9: no process is called B.
        schedule|shedule|13: expected 'schedule' or an indented line of the scenario, found 'shedule'.
        task 0 x2|tusk 0 x2|14: "tusk 0 x2": expected "task N xCOUNT", "disk xCOUNT" or "choose VALUE/BOUND xCOUNT".
        task 0 x2|task 2 x2|14: "task 2 x2": there is no task 2, they are counted from 0 to 1.
        choose 1/2|choose 2/2|16: "choose 2/2 x1": 2 is not below 2.
        steps 3|steps three|17: expected a number of steps, found 'three'.
        steps 3|3 steps|17: expected 'steps ...' or an indented line of the schedule, found '3 steps'.
        T1 begin-operation|T2 begin-operation|18: there is no task 'T2' in the scenario; there are T1, K1, disk.
        lock-folio 0|look 0|19: there is no kind of step called 'look'. Did you mean look-up or load?
        lock-folio 0|lock-folio|19: expected a step such as 'T1 lock-folio 0', found 'T1 lock-folio'.
        lock-folio 0|lock-folio O|19: expected a step such as 'T1 lock-folio 0', found 'T1 lock-folio O'.
        again 1 x1|again 1 x2|20: 'again 1 x2' repeats more steps than there are.
        again 1 x1||21: expected 3 steps before it, found 2.
        end|fin|21: expected 'end' or an indented step, found 'fin'.
        """)
    void aDamagedLineIsNamed(String good, String bad, String message) throws IOException {
        String damaged = GOOD.replace(good, bad == null ? "" : bad);
        assertThatThrownBy(() -> read(damaged))
                .isInstanceOf(ReplayFileException.class)
                .hasMessage("The replay file x.faultline is damaged at line " + message
                        + " Mend it there, or verify again to write it anew.");
    }

    @Test
    void aLineTooManyAndOneTooFewAreNamed() {
        assertThatThrownBy(() -> read(GOOD + "law leak\n"))
                .hasMessageContaining("line 22: expected nothing behind 'end', found 'law leak'.");
        assertThatThrownBy(() -> read(GOOD.replace("end\n", "")))
                .hasMessageContaining("line 20: it ends where 'end' is expected.");
        assertThatThrownBy(() -> read(GOOD.replace("law deadlock\n", "")))
                .hasMessageContaining("line 3: expected 'law ...', found 'scenario'.");
        assertThatThrownBy(() -> read(GOOD.replace("  machine page 8\n", "")))
                .hasMessageContaining("line 5: expected \"machine\", found \"file\".");
    }

    @Test
    void aStrategyThatIsNotHereIsNamedWithItsLine() {
        assertThatThrownBy(() -> read(GOOD.replace("strategy linux-2.4", "strategy LINUX-2.4")))
                .isInstanceOf(ReplayFileException.class)
                .hasMessage(
                        "The replay file x.faultline cannot be replayed here, because of its line 2: There is no strategy or policy called"
                                + " LINUX-2.4. Did you mean linux-2.4?");
    }

    /** Whatever is done to one line, the answer is the run again, or one sentence. */
    @ParameterizedTest
    @ValueSource(strings = {"linux-2.4", "linux-2.5.3x", "size-before-data", "mmap-lock-over-copy"})
    void noDamageToALineEndsInAnythingButASentence(String strategy) throws IOException {
        List<String> lines = Files.readAllLines(PINNED.resolve(strategy + ReplayFile.EXTENSION));
        Random random = new Random(1);
        for (int at = 0; at < lines.size(); at++) {
            for (String damage : damages(lines.get(at), random)) {
                List<String> damaged = new ArrayList<>(lines);
                damaged.set(at, damage);
                replayed((String.join("\n", damaged) + "\n").getBytes(StandardCharsets.UTF_8))
                        .ifPresent(sentence -> assertThat(sentence)
                                .as(damage)
                                .contains("x.faultline")
                                .matches(".*[.?]")
                                .doesNotContain("Exception", "null"));
            }
        }
    }

    private static List<String> damages(String line, Random random) {
        List<String> damages = new ArrayList<>(
                List.of("", line + "\n" + line, "#" + line, " " + line, line.strip(), line + " x", "  \u0000"));
        damages.add(line.replaceAll("\\d+", "99999999"));
        damages.add(line.replaceAll("\\d+", "2147483647"));
        damages.add(line.replaceAll("\\d+", "0"));
        damages.add(line.replaceAll("\\d", ""));
        for (int i = 0; i < 12 && !line.isEmpty(); i++) {
            int position = random.nextInt(line.length());
            char character = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
            String kept = line.substring(0, position);
            damages.add(kept);
            damages.add(kept + line.substring(position + 1));
            damages.add(kept + character + line.substring(position));
            damages.add(kept + character + line.substring(position + 1));
        }
        return damages;
    }

    /** The sentence that a replay is refused with, nothing when it is not. */
    private Optional<String> replayed(byte[] bytes) throws IOException {
        try {
            ReplayFile file = read(bytes);
            Retelling retelling = Retelling.of(
                    KNOWN.byName(file.strategy()).factory().get(),
                    file.scenario(),
                    file.schedule(),
                    Duration.ofSeconds(5));
            assertThat(ConsoleReport.replayed(file, retelling, new ReplayCommand("x.faultline", null)))
                    .isNotEmpty();
            return Optional.empty();
        } catch (ReplayFileException | UsageException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Test
    void bytesThatAreNoTextAreSaidToBeNone() throws IOException {
        byte[] bytes = Files.readAllBytes(PINNED.resolve("linux-2.4" + ReplayFile.EXTENSION));
        bytes[bytes.length / 2] = (byte) 0xff;
        assertThat(replayed(bytes)).contains("x.faultline is not a replay file: it is not text.");
    }
}
