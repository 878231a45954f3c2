package dev.faultline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.explore.Coverage;
import dev.faultline.report.Verdict;
import dev.faultline.spi.CopyStrategy;
import dev.faultline.strategy.Linux6;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One scenario from a file in the place of generated ones. */
class GivenScenarioTest {
    private static final String TWO_WRITES = """
            # the classic lock inversion
            machine page 8
            file F 8: cold
            file G 8: cold
            process A
              a = shared F page 0, 1 page, rw
              b = shared G page 0, 1 page, rw
            task T1 in A
              write(F@0, b+0:8)
            task T2 in A
              write(G@0, a+0:8)
            """;

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private GivenScenario given(String name, String text, String... more) throws IOException {
        file(name, text);
        Map<String, String> request = new HashMap<>(Map.of("scenario", name, "baseDirectory", folder.toString()));
        for (String option : more) {
            request.put(option.split("=", 2)[0], option.split("=", 2)[1]);
        }
        return Objects.requireNonNull(GivenScenario.of(Options.parse(request)));
    }

    private void refused(String name, String text, String message) {
        assertThatThrownBy(() -> given(name, text))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    private Faultline verification(Path scenario) {
        return Faultline.of(Linux6::new).scenario(scenario).reportDirectory(folder.resolve("report"));
    }

    @Test
    void isRunUnderManySchedules() throws IOException {
        Outcome outcome = verification(file("two.scenario", TWO_WRITES))
                .budget("1000 executions")
                .outcome();
        assertThat(outcome.result().verdict()).isEqualTo(new Verdict.Passed(Coverage.SAMPLED));
        assertThat(outcome.result().tally().scenarios()).isEqualTo(1);
        assertThat(outcome.result().tally().executions()).isEqualTo(1000);
        assertThat(outcome.result().tally().survey().scenarios()).isEqualTo(1);
        assertThat(outcome.result().tally().survey().traces()).isBetween(100L, 1000L);
    }

    @Test
    void isRunInEveryInterleaving() throws IOException {
        Outcome outcome = Faultline.of(Linux6::new)
                .exhaustive("")
                .scenario(file("one.scenario", TWO_WRITES.substring(0, TWO_WRITES.indexOf("task T2"))))
                .reportDirectory(folder.resolve("report"))
                .outcome();
        assertThat(outcome.result().verdict()).isEqualTo(new Verdict.Passed(Coverage.EXHAUSTIVE));
        assertThat(outcome.result().extent()).isNotNull();
        assertThat(outcome.result().tally().scenarios()).isEqualTo(1);
        assertThat(folder.resolve("report"))
                .as("one scenario is begun again, not gone on with")
                .doesNotExist();
    }

    @Test
    void theSameSeedMeetsTheSameFailureWithAnyNumberOfWorkers() throws IOException {
        Path file = file("two.scenario", TWO_WRITES);
        String first = failure(file, 1);
        assertThat(first).contains("deadlock");
        assertThat(failure(file, 4)).isEqualTo(first);
    }

    private static Supplier<CopyStrategy> linux24() {
        return () -> SampleStrategies.exhibit("linux-2.4");
    }

    private String failure(Path file, int threads) {
        Outcome outcome = Faultline.of(linux24())
                .scenario(file)
                .threads(threads)
                .reportDirectory(folder.resolve("report"))
                .outcome();
        return String.join("\n", outcome.report());
    }

    @Test
    void theScenarioOfACounterexampleIsTaken() throws IOException {
        Outcome outcome = Faultline.of(linux24())
                .scenario(file("two.scenario", TWO_WRITES))
                .reportDirectory(folder)
                .outcome();
        assertThat(outcome.result().failed()).isTrue();
        String replay = Files.readString(folder.resolve("linux-2.4.faultline"), StandardCharsets.UTF_8);
        assertThat(given("again.faultline", replay).scenario().operationCount()).isEqualTo(1);
    }

    @Test
    void aLogIsImportedAndItsScenarioKept() throws IOException {
        GivenScenario given = given("x.fsxops", "write 0x0 0x1000 0x0\nread 0x0 0x10 0x1000\n", "fsxTasks=2");
        Options options = Options.parse(Map.of("baseDirectory", folder.toString()));
        assertThat(given.told(options))
                .containsExactly(
                        "x.fsxops is an fsx log: 2 operations of it in 2 tasks, each page of 4 096 bytes as one of 8.",
                        "The scenario is in target/faultline/x.fsxops.scenario.");
        assertThat(folder.resolve("target/faultline/x.fsxops.scenario"))
                .hasContent(given.scenario().toString());
    }

    @Test
    void whatIsWrongWithTheFileIsOneSentence() throws IOException {
        refused(
                "bad.scenario",
                TWO_WRITES.replace("b+0:8", "z+0:8"),
                "The scenario bad.scenario cannot be run because of its line 9: no mapping is called z, in:"
                        + " write(F@0, z+0:8). Mend it there; docs/scenario.md has the language.");
        refused(
                "idle.scenario",
                "machine page 8\n",
                "The scenario idle.scenario cannot be run: no task of it does anything. Give one an operation.");
        refused(
                "notes.txt",
                "\n# notes\nremember the milk\n",
                "The scenario notes.txt cannot be run: its first word is 'remember', expected 'machine page 8' or the like,"
                        + " see docs/scenario.md, or an operation of fsx, such as 'write 0x0 0x1000 0x0'.");
        refused(
                "empty",
                "",
                "The scenario empty cannot be run: its first word is '', expected 'machine page 8' or the like,"
                        + " see docs/scenario.md, or an operation of fsx, such as 'write 0x0 0x1000 0x0'.");
        refused(
                "x.fsxops",
                "write 0x0 0x1000 0x0\nclone_range 0x0 0x1000 0x1000 0x1000\n",
                "The fsx log x.fsxops cannot be imported because of its line 2: the machine has no clone_range. To leave"
                        + " such operations out, say -Dfaultline.fsxSkip=clone_range, or -Dfaultline.fsxSkip=all for all"
                        + " that it does not have.");
        Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0, 1});
        assertThatThrownBy(() -> GivenScenario.of(
                        Options.parse(Map.of("scenario", "binary", "baseDirectory", folder.toString()))))
                .hasMessage("The scenario binary cannot be run: it is no text.");
        assertThatThrownBy(() ->
                        GivenScenario.of(Options.parse(Map.of("scenario", "gone", "baseDirectory", folder.toString()))))
                .hasMessage("The scenario gone cannot be read: no such file.");
    }

    @Test
    void optionsThatMeanNothingTogetherAreRefused() {
        assertThatThrownBy(() -> Options.parse(Map.of("fsxTasks", "2")))
                .hasMessage(
                        "faultline.fsxTasks says how a log of fsx is imported: say -Dfaultline.scenario=FILE too, with"
                                + " the log.");
        assertThatThrownBy(() -> Options.parse(Map.of("scenario", "x", "mode", "exhaustive", "bounds", "tasks 1")))
                .hasMessage(
                        "faultline.bounds is for all scenarios within a bound, and faultline.scenario names one: say"
                                + " one of the two.");
        assertThatThrownBy(() -> given("a.scenario", TWO_WRITES, "fsxPage=64"))
                .hasMessage(
                        "The options faultline.fsx... are for a log of fsx, and a.scenario is none: leave them out.");
        assertThatThrownBy(() -> Options.parse(Map.of("scenario", "x", "fsxPage", "12")))
                .hasMessage("faultline.fsxPage is '12': expected a power of two from 4 to 4096.");
        assertThatThrownBy(() -> Options.parse(Map.of("scenario", "x", "fsxLines", "9-3")))
                .hasMessage("faultline.fsxLines is '9-3': expected the first and the last line to take, for example"
                        + " 941-1000.");
        assertThatThrownBy(() -> Options.parse(Map.of("scenario", "x", "fsxSkip", "punch,fsync")))
                .hasMessage("faultline.fsxSkip is 'punch,fsync': expected all, or names of operations of fsx"
                        + " separated by commas, and 'punch' is none; did you mean punch_hole?.");
    }
}
