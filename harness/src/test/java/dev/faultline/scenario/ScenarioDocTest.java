package dev.faultline.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/scenario.md} tells the truth. */
class ScenarioDocTest {
    private static final Path PAGE = Path.of("..", "docs", "scenario.md");
    private static final Pattern EXAMPLE = Pattern.compile("```\n(.*?)```", Pattern.DOTALL);
    private static final Pattern OPERATION =
            Pattern.compile("^\\| `([a-z0-9= _]*\\w+\\([^…`]*\\))`", Pattern.MULTILINE);

    @Test
    void itsExamplesParse() throws IOException {
        List<String> examples = find(EXAMPLE);
        assertThat(examples).hasSize(4).allSatisfy(example -> {
            String bare = example.replaceAll(" *#.*", "");
            assertThat(Scenario.parse(example)).hasToString(bare);
        });
    }

    @Test
    void itsOperationsPrintAsTheyAreWritten() throws IOException {
        List<String> operations = find(OPERATION);
        assertThat(operations)
                .hasSizeGreaterThan(14)
                .allSatisfy(text ->
                        assertThat(OperationParser.operation(new Line(1, text))).hasToString(text));
    }

    @Test
    void itsErrorIsTheOneThatIsGiven() {
        String text = """
                machine page 8
                file F 8: cold
                process A
                  a = anonymous 1 page, rw
                task T1 in A
                  load(z+0:1)
                """;
        assertThatThrownBy(() -> Scenario.parse(text))
                .satisfies(error -> assertThat(Files.readString(PAGE)).contains("    " + error.getMessage()));
    }

    private static List<String> find(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
