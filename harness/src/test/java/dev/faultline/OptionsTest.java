package dev.faultline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.enumerate.Bound;
import dev.faultline.explore.Budget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @Test
    void nothingSaidMeansTheSameScenariosInEveryBuild() {
        Options options = Options.defaults();
        assertThat(options.seed()).isEqualTo(1);
        assertThat(options.budget()).isEqualTo(Budget.ofTime(Duration.ofSeconds(10)));
        assertThat(options.strategies()).isEmpty();
        assertThat(options.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(options.stuckAfter()).isEqualTo(Duration.ofSeconds(5));
        assertThat(options.reportDirectory())
                .isEqualTo(Path.of("target", "faultline").toAbsolutePath());
    }

    @Test
    void namesAreSeparatedByCommas() {
        assertThat(Options.parse(Map.of("strategies", " linux-6, freebsd,linux-6 "))
                        .strategies())
                .isEqualTo(List.of("linux-6", "freebsd"));
    }

    @Test
    void aFileIsNamedAsItCanBeTypedInTheBaseDirectory() {
        Path base = Path.of("/tmp/project").toAbsolutePath();
        Options options =
                Options.parse(Map.of("baseDirectory", base.toString(), "reportDirectory", "target/faultline"));
        assertThat(options.named(options.reportDirectory().resolve("linux-2.4.faultline")))
                .isEqualTo("target/faultline/linux-2.4.faultline");
        assertThat(options.named(base.resolve("../elsewhere/x.faultline")))
                .isEqualTo(
                        base.resolveSibling("elsewhere").resolve("x.faultline").toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    10s              | 10000
                    500ms            | 500
                    2m               | 120000
                    1 h              | 3600000
                    """)
    void aBudgetIsATime(String text, long millis) {
        assertThat(Options.parse(Map.of("budget", text)).budget()).isEqualTo(Budget.ofTime(Duration.ofMillis(millis)));
    }

    @Test
    void orANumberOfExecutions() {
        assertThat(Budget.parse("50000 executions")).isEqualTo(Budget.ofExecutions(50_000));
        assertThat(Budget.parse("1 execution")).isEqualTo(Budget.ofExecutions(1));
    }

    @Test
    void exhaustiveModeTakesAsLongAsItTakes() {
        Options options = Options.parse(Map.of("mode", "Exhaustive", "bounds", "pages 1"));
        assertThat(options.mode()).isEqualTo(Options.Mode.EXHAUSTIVE);
        assertThat(options.budget()).isEqualTo(Budget.unlimited());
        assertThat(options.bounds()).isEqualTo(new Bound(2, 2, 1, 2));
        assertThat(Options.parse(Map.of("mode", "exhaustive", "budget", "1m")).budget())
                .isEqualTo(Budget.ofTime(Duration.ofMinutes(1)));
        assertThat(Options.defaults().mode()).isEqualTo(Options.Mode.SAMPLE);
    }

    @Test
    void whoHasACheckpointNeedNotSayTheMode() {
        Options options = Options.parse(Map.of("baseDirectory", "/tmp/project", "checkpoint", "target/x.checkpoint"));
        assertThat(options.mode()).isEqualTo(Options.Mode.EXHAUSTIVE);
        assertThat(options.checkpoint())
                .isEqualTo(Path.of("/tmp/project/target/x.checkpoint").toAbsolutePath());
    }

    @Test
    void boundsAndCheckpointsAreNotForSamples() {
        assertThatThrownBy(() -> Options.parse(Map.of("bounds", "tasks 2")))
                .hasMessage("faultline.bounds is for exhaustive verification: say -Dfaultline.mode=exhaustive too.");
        assertThatThrownBy(() -> Options.parse(Map.of("mode", "sample", "checkpoint", "x")))
                .hasMessage(
                        "faultline.checkpoint is for exhaustive verification: say -Dfaultline.mode=exhaustive too.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    mode       | all         | faultline.mode is 'all': expected sample or exhaustive.
                    bounds     | tasks many  | faultline.bounds is 'tasks many': expected parts such as tasks 2, operations 2, pages 2, files 2, separated by commas.
                    bounds     | pages 9     | faultline.bounds is 'pages 9': expected from 1 to 2 pages.
                    budget     | 10 parsecs  | faultline.budget is '10 parsecs': expected a time such as 10s, 500ms or 2m, or a count such as 50000 executions.
                    budget     | 0s          | faultline.budget is '0s': expected more than no time at all.
                    budget     | 0 executions| faultline.budget is '0 executions': expected at least one execution.
                    seed       | one         | faultline.seed is 'one': expected a whole number of at most 64 bits, for example 1.
                    threads    | 0           | faultline.threads is '0': expected a whole number from 1 to 256.
                    threads    | -2          | faultline.threads is '-2': expected a whole number from 1 to 256.
                    stuckAfter | soon        | faultline.stuckAfter is 'soon': expected a time such as 10s, 500ms or 2m.
                    runTwice   | often       | faultline.runTwice is 'often': expected a percentage with at most two decimals, for example 1% or 100%.
                    strategies | linux-6,,a  | faultline.strategies is 'linux-6,,a': expected names of strategies separated by single commas, for example linux-6,freebsd.
                    goal       | destroy     | faultline.goal is 'destroy': expected verify, replay, list, export or selftest.
                    terminal   | maybe       | faultline.terminal is 'maybe': expected true or false.
                    sed        | 1           | There is no option faultline.sed. Did you mean seed?
                    goal       | replay      | faultline.replay is not set: name the file to replay, for example -Dfaultline.replay=target/faultline/linux-2.4.faultline.
                    """)
    void aValueThatCannotBeUsedGetsOneSentence(String key, String value, String sentence) {
        assertThatThrownBy(() -> Options.parse(Map.of(key, value)))
                .isInstanceOf(UsageException.class)
                .hasMessage(sentence);
    }
}
