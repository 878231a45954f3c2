package dev.faultline.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the worker says, word for word; {@code golden/} holds it. */
class MainTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int run(String... request) throws IOException {
        said.reset();
        Path file = folder.resolve("request.properties");
        Files.write(file, List.of(request));
        Files.writeString(file, "baseDirectory=" + folder + "\n", java.nio.file.StandardOpenOption.APPEND);
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return Main.run(new String[] {file.toString()}, new Output(out));
    }

    /** All lines but those of the moment, without what differs from run to run. */
    private String said() {
        StringBuilder text = new StringBuilder();
        said.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.matches("@(progress|plan|begin) .*"))
                .map(line -> line.replaceAll("\\s+[\\d ]+ scenarios?, [\\d ]+ executions?, [\\d ]+/s$", "  ..."))
                .forEach(line -> text.append(line.stripTrailing()).append('\n'));
        return text.toString();
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(MainTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theDeadlockOf2002() throws IOException {
        assertThat(run("strategies=linux-2.4")).isEqualTo(1);
        assertThat(said()).isEqualTo(golden("linux-2.4.txt"));
        assertThat(folder.resolve("target/faultline/linux-2.4.faultline")).hasContent(golden("linux-2.4.faultline"));
    }

    @Test
    void aCounterexampleReplaysFromTheSameFolder() throws IOException {
        run("strategies=linux-2.4");
        String verified = said();
        assertThat(run("goal=replay", "replay=target/faultline/linux-2.4.faultline"))
                .isEqualTo(1);
        assertThat(verified).startsWith(said());
    }

    @Test
    void aReplayThatGoesAnotherWayNamesTheFirstStepThatDiffers() throws IOException {
        run("strategies=linux-2.4");
        Path file = folder.resolve("target/faultline/linux-2.4.faultline");
        Files.writeString(file, Files.readString(file).replace("strategy linux-2.4", "strategy linux-6"));
        assertThat(run("goal=replay", "replay=target/faultline/linux-2.4.faultline"))
                .isEqualTo(2);
        assertThat(said())
                .matches("@error linux-6 does not behave as recorded in target/faultline/linux-2.4.faultline:"
                        + " step \\d+ was '.*' and now is '.*'\\."
                        + " The strategy, Faultline or the file has been changed since; verify it again\\.\n");
    }

    @Test
    void theSelfTestCatchesFlawedStrategiesAndSaysHowSoon() throws IOException {
        assertThat(run("goal=selftest", "strategies=linux-2.4,retry-without-fault-in", "threads=1"))
                .isZero();
        assertThat(said().replaceAll("@report ?", "").replaceAll("(deadlock|livelock)( +\\d+ +)\\d+ ", "$1$2~ "))
                .isEqualToNormalizingWhitespace("""
                        bug                     #   law       executions  ms  tasks  operations  preemptions  steps
                        %s
                        linux-2.4               1   deadlock  9           ~   1      1           0            13
                        retry-without-fault-in  19  livelock  1           ~   1      1           0            8001

                        2 of 2 caught, each by the law that it breaks.
                        """.formatted(said().replaceAll("(?s).*?(-{80,}).*", "$1")));
    }

    @Test
    void aFlawThatIsNotCaughtFailsTheSelfTest() throws IOException {
        assertThat(run("goal=selftest", "strategies=own-mappings-guarded", "budget=1 execution"))
                .isEqualTo(1);
        assertThat(said())
                .contains("NOT CAUGHT", "0 of 1 caught, each by the law that it breaks; not own-mappings-guarded.");
    }

    @Test
    void aNameThatIsNoExhibitIsRefusedWithTheNearest() throws IOException {
        assertThat(run("goal=selftest", "strategies=linux-6")).isEqualTo(2);
        assertThat(said())
                .startsWith("@error There is no flawed strategy linux-6 in the gallery. Did you mean linux-2.4");
    }

    @Test
    void aStrategyThatPassesIsOneLineAndWhatItRestsOn() throws IOException {
        assertThat(run("strategies=linux-6", "budget=200 executions", "threads=1"))
                .isZero();
        List<String> shown = shownOf("coverage.md");
        assertThat(said().lines().skip(1).map(line -> line.substring("@report ".length())))
                .containsExactlyElementsOf(shown.subList(1, shown.size()));
        assertThat(said()).startsWith("@report PASSED  linux-6  BYTE  sampled  ...\n");
        assertThat(Files.readString(folder.resolve("target/faultline/report.json")))
                .contains("\"survey\"", "\"leak\":200", "\"torn-read\":0", "\"write\"", "\"crossed-copies\"");
    }

    /** The lines of the first block in a page of the docs. */
    private static List<String> shownOf(String page) throws IOException {
        String text = Files.readString(Path.of("../docs", page));
        return text.split("```\n")[1].lines().toList();
    }

    @Test
    void everyInterleavingOfEverythingWithinABound() throws IOException {
        assertThat(run("strategies=bounce-buffer", "mode=exhaustive", "bounds=tasks 1, operations 1, pages 1"))
                .isZero();
        assertThat(said())
                .startsWith(
                        "@report PASSED  bounce-buffer  PAGE  exhaustive  ...\n"
                                + "@report   PROVEN: every interleaving of all 560 scenarios within tasks 1, operations 1, pages 1, files 2\n");
        assertThat(folder.resolve("target/faultline/report.json")).content().contains("\"coverage\":\"EXHAUSTIVE\"");
    }

    @Test
    void whatEndedEarlyIsGoneOnWithByItsCheckpointAlone() throws IOException {
        assertThat(run("strategies=bounce-buffer", "mode=exhaustive", "bounds=tasks 1", "budget=100 executions"))
                .isZero();
        assertThat(said())
                .startsWith("@report PASSED  bounce-buffer  PAGE  sampled  ...\n@report   NOT PROVEN: only ")
                .contains("@report   To go on from there:\n@report     mvn dev.faultline:faultline-maven-plugin:verify"
                        + " -Dfaultline.checkpoint=target/faultline/bounce-buffer.checkpoint\n");
        assertThat(run("checkpoint=target/faultline/bounce-buffer.checkpoint")).isZero();
        assertThat(said())
                .startsWith(
                        "@report PASSED  bounce-buffer  PAGE  exhaustive  ...\n"
                                + "@report   PROVEN: every interleaving of all 16 968 scenarios within tasks 1, operations 2, pages 2, files 2\n");
        assertThat(run("checkpoint=target/faultline/bounce-buffer.checkpoint")).isEqualTo(2);
        assertThat(said())
                .isEqualTo(
                        "@error The checkpoint target/faultline/bounce-buffer.checkpoint cannot be read: no such file.\n");
    }

    @Test
    void aProjectWithoutAStrategyIsToldSo() throws IOException {
        Files.createDirectories(folder.resolve("target/classes"));
        assertThat(run("projectClasses=target/classes", "budget=20 executions")).isZero();
        assertThat(said())
                .startsWith("@report This project registers no strategy of its own in"
                        + " META-INF/services/dev.faultline.spi.CopyStrategy, so the shipped ones are verified.\n");
    }

    @Test
    void theReportOfAnEarlierRunDoesNotOutliveIt() throws IOException {
        Path report = folder.resolve("target/faultline/report.json");
        Files.createDirectories(report.getParent());
        Files.writeString(report, "{}");
        assertThat(run("strategies=linx-6")).isEqualTo(2);
        assertThat(report).as("a request that is refused touches nothing").hasContent("{}");
        assertThat(run("strategies=linux-6", "budget=20 executions")).isZero();
        assertThat(report).content().contains("linux-6");
    }

    @Test
    void theListTellsEverythingThatCanBeVerified() throws IOException {
        assertThat(run("goal=list")).isZero();
        assertThat(said().replaceAll("faultline-reference-impl[^ ,\n]*\\.jar|reference-impl/target/classes", "<place>"))
                .contains("@report shipped, from <place>\n", "@report strategy")
                .contains("@report gallery, from <place>, # with the row in docs/gallery.md\n")
                .containsPattern("@report linux-6 +BYTE\n")
                .containsPattern("@report linux-2.4 +BYTE +#1 deadlock: locks the folio, then copies with faults\n");
        assertThat(said().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo("@report ".length() + 120));
    }

    @Test
    void whatIsWrongWithARequestIsOneSentence() throws IOException {
        assertThat(run("strategies=linx-6")).isEqualTo(2);
        assertThat(said()).isEqualTo("@error There is no strategy or policy called linx-6. Did you mean linux-6?\n");
        assertThat(run("budget=lots")).isEqualTo(2);
        assertThat(said()).startsWith("@error faultline.budget is 'lots': expected a time");
        assertThat(run("goal=replay", "replay=gone.faultline")).isEqualTo(2);
        assertThat(said()).isEqualTo("@error The replay file gone.faultline cannot be read: no such file.\n");
        assertThat(folder.resolve("target")).doesNotExist();
    }

    @Test
    void whatAStrategyPrintsCannotPassForTheWorkersOwnLines() {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        try (PrintStream log = LogStream.over(out)) {
            log.println("@report all is well");
        }
        assertThat(said.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("| @report all is well");
    }
}
